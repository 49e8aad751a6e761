package io.dephasing.core.event;

import java.util.HexFormat;

/**
 * What texts of producers are called here: the same in groups, labels and alerts, because it is
 * decided where a record is read. Control characters and white space at the ends are left out.
 * Control characters within are shown: a line's end as {@code ␊}.
 */
public final class PlainText {
  /** The longest name, as Unicode code points: as much as a label holds. */
  public static final int LONGEST_NAME = 128;

  private static final int HASH_LENGTH = 9;
  private static final char PICTURES = '\u2400';
  private static final char PICTURE_OF_SPACE = '\u2420';
  private static final char PICTURE_OF_DELETE = '\u2421';
  private static final char PICTURE_OF_LINE_END = '\u2424';
  private static final char REPLACEMENT = '\uFFFD';

  private PlainText() {}

  /** The text without control characters; never empty where it was not. */
  public static String of(String text) {
    if (isPlain(text)) {
      return text;
    }
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return start == end ? blankShown(text) : shown(text.substring(start, end));
  }

  /** As {@link #of}, and at most {@value #LONGEST_NAME} characters. */
  public static String name(String text) {
    return shortened(of(text), LONGEST_NAME);
  }

  /** The text; where it is longer, its beginning and a hash of all of it, which keeps two apart. */
  public static String shortened(String text, int most) {
    if (text.length() <= most || text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    String hash = HexFormat.of().toHexDigits(text.hashCode());
    return text.substring(0, text.offsetByCodePoints(0, most - HASH_LENGTH)) + '~' + hash;
  }

  private static boolean isPlain(String text) {
    int length = text.length();
    if (length == 0) {
      return true;
    }
    for (int i = 0; i < length; i++) {
      char each = text.charAt(i);
      if (each < ' ' || (each >= 0x7F && (each < 0xA0 || isOdd(each)))) {
        return false;
      }
    }
    return !isBlank(text.charAt(0)) && !isBlank(text.charAt(length - 1));
  }

  private static boolean isOdd(char each) {
    return isLineEnd(each) || Character.isSurrogate(each);
  }

  private static boolean isLineEnd(char each) {
    return each == '\u2028' || each == '\u2029';
  }

  private static boolean isBlank(char each) {
    return Character.isISOControl(each)
        || Character.isWhitespace(each)
        || Character.isSpaceChar(each);
  }

  /** What is empty would be absent, and absent is a roll-up. */
  private static String blankShown(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.chars()
        .map(each -> Character.isISOControl(each) ? shown(each) : PICTURE_OF_SPACE)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().map(PlainText::shown).forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static int shown(int point) {
    if (point < ' ') {
      return PICTURES + point;
    }
    if (point == 0x7F) {
      return PICTURE_OF_DELETE;
    }
    if (isLineEnd((char) point) && point <= Character.MAX_VALUE) {
      return PICTURE_OF_LINE_END;
    }
    // Half of a pair alone has no UTF-8, and the other control characters have no picture.
    boolean isHalf = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    return isHalf || Character.isISOControl(point) ? REPLACEMENT : point;
  }
}
