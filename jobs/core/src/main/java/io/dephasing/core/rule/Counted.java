package io.dephasing.core.rule;

/** How many, in words: one of something is another word than many. */
final class Counted {
  private Counted() {}

  /** The number and what it counts. */
  static String of(long count, String one, String many) {
    return count + " " + form(count, one, many);
  }

  /** The word alone. */
  static String form(long count, String one, String many) {
    return count == 1 ? one : many;
  }
}
