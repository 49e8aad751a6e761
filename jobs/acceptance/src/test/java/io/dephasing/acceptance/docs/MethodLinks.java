package io.dephasing.acceptance.docs;

import java.util.Arrays;
import java.util.stream.Collectors;

/** METHOD's numbers as links into the page that explains them, which has a heading for each. */
final class MethodLinks {
  private MethodLinks() {}

  /**
   * Links for numbers as {@code 3.1, 3.2}.
   *
   * @param numbers section numbers, by comma
   */
  static String of(String numbers) {
    return Arrays.stream(numbers.split(","))
        .map(String::strip)
        .map(number -> "[%s](../explanation/method.md#%s)".formatted(number, anchor(number)))
        .collect(Collectors.joining(", "));
  }

  /** The sections are the whole numbers; each has an anchor of its own. */
  static String anchor(String number) {
    return "method-" + number.split("[. ]", -1)[0];
  }
}
