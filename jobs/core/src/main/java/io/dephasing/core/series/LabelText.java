package io.dephasing.core.series;

import java.util.Locale;

/**
 * Values of labels: at most 128 characters, none of them a control character. What had to be cut
 * ends in a hash of the whole, so that two long names stay two series.
 */
final class LabelText {
  /** Characters of a value, as Unicode code points. */
  static final int MOST = 128;

  private static final int HASH_LENGTH = 9;
  private static final int REPLACEMENT = 0xFFFD;

  private LabelText() {}

  static String clean(String value) {
    if (isClean(value)) {
      return value;
    }
    StringBuilder kept = new StringBuilder(value.length());
    value
        .codePoints()
        .filter(point -> !Character.isISOControl(point))
        .map(point -> isHalf(point) ? REPLACEMENT : point)
        .forEach(kept::appendCodePoint);
    if (kept.isEmpty()) {
      // Empty is absent to Prometheus, and absent is a roll-up.
      return value.isEmpty() ? "" : hash(value);
    }
    if (kept.codePointCount(0, kept.length()) <= MOST) {
      return kept.toString();
    }
    return kept.substring(0, kept.offsetByCodePoints(0, MOST - HASH_LENGTH)) + hash(value);
  }

  private static boolean isClean(String value) {
    if (value.length() > MOST) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      if (each < ' ' || (each >= 0x7F && each < 0xA0) || Character.isSurrogate(each)) {
        return false;
      }
    }
    return true;
  }

  /** Half of a pair alone has no UTF-8. */
  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  private static String hash(String value) {
    return "~" + String.format(Locale.ROOT, "%08x", value.hashCode());
  }
}
