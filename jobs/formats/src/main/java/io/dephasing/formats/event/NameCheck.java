package io.dephasing.formats.event;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.PlainText;
import io.dephasing.formats.wire.Span;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Checks a name before it becomes part of a key: it must be valid UTF-8, not blank, and of bounded
 * length. {@link PlainText} then replaces what could disturb a terminal or a label.
 */
final class NameCheck {
  private static final char REPLACEMENT = '\uFFFD';

  private NameCheck() {}

  /** What is wrong with an instance's name; null where nothing is. */
  static @Nullable String problem(String field, String name, byte[] bytes, Span span) {
    if (name.isBlank()) {
      return field + ": blank";
    }
    if (Bounds.isLonger(name, Bounds.NAME_CHARACTERS)) {
      return "%s: more than %d characters".formatted(field, Bounds.NAME_CHARACTERS);
    }
    if (name.indexOf(REPLACEMENT) >= 0 && !isSpelledBy(name, bytes, span)) {
      return field + ": not UTF-8";
    }
    return null;
  }

  /** As {@link #problem}, and a group's name must not be that of a roll-up. */
  static @Nullable String groupProblem(String field, String name, byte[] bytes, Span span) {
    if (PlainText.of(name).equals(GroupKey.ALL)) {
      return "%s: '%s' stands for all and cannot be a name".formatted(field, GroupKey.ALL);
    }
    return problem(field, name, bytes, span);
  }

  static String text(byte[] bytes, Span span) {
    return new String(bytes, span.start(), span.length(), StandardCharsets.UTF_8);
  }

  private static boolean isSpelledBy(String name, byte[] bytes, Span span) {
    byte[] spelled = name.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(spelled, 0, spelled.length, bytes, span.start(), span.end());
  }
}
