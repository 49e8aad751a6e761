package io.dephasing.cli.terminal;

/** Draws counts as one line, from nothing to the largest of them. */
public enum Sparkline {
  /** For terminals that know Unicode. */
  BLOCKS(" \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"),
  /** For all others. */
  ASCII(" .:-=+*#@");

  private final String levels;

  Sparkline(String levels) {
    this.levels = levels;
  }

  /** One character for each count; what is not 0 is seen, however large the largest is. */
  public String of(int[] counts) {
    int largest = 1;
    for (int count : counts) {
      largest = Math.max(largest, count);
    }
    StringBuilder line = new StringBuilder(counts.length);
    int top = levels.length() - 1;
    for (int count : counts) {
      line.append(levels.charAt((int) Math.ceil((double) count * top / largest)));
    }
    return line.toString();
  }
}
