package io.dephasing.core.annotation;

import io.dephasing.core.event.PlainText;
import org.jspecify.annotations.Nullable;

/** What texts may be: bounded, because they are kept. */
final class BoundedTexts {
  private BoundedTexts() {}

  static void checkLength(String field, @Nullable String text, int most) {
    if (text != null && characters(text) > most) {
      throw new IllegalArgumentException(
          "%s: %d characters are more than %d".formatted(field, characters(text), most));
    }
  }

  /** The text without control characters, where there is one. */
  static @Nullable String plain(String field, @Nullable String text, int most) {
    checkLength(field, text, most);
    return text == null ? null : PlainText.of(text);
  }

  /** At most so many characters, the last of them an ellipsis where something is left out. */
  static String shortened(String text, int most) {
    return characters(text) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }
}
