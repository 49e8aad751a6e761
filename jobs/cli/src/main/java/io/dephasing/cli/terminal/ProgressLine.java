package io.dephasing.cli.terminal;

import java.io.PrintWriter;

/**
 * One line that says how far something is: in place on a terminal, now and then a line of its own
 * in a pipe.
 */
public final class ProgressLine {
  private static final long TERMINAL_MILLIS = 200;
  private static final long PIPE_MILLIS = 5_000;
  private static final String TO_LINE_START_AND_CLEAR = "\r\033[2K";

  private final PrintWriter out;
  private final boolean isTerminal;
  private long lastMillis;

  /**
   * A line on this output.
   *
   * @param isTerminal whether the cursor can be moved
   */
  public ProgressLine(PrintWriter out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  /** Whether somebody looks at the output: Java cannot tell, so bin/dephase says it. */
  public static boolean isOnTerminal() {
    return Boolean.getBoolean("dephase.terminal");
  }

  /** How often it is worth saying something. */
  long intervalMillis() {
    return isTerminal ? TERMINAL_MILLIS : PIPE_MILLIS;
  }

  /** Shows this text, unless the last one is still fresh. */
  public void show(String text) {
    long nowMillis = System.nanoTime() / 1_000_000;
    if (nowMillis - lastMillis >= intervalMillis()) {
      lastMillis = nowMillis;
      print(text);
    }
  }

  /** Says something that is no progress, on a line of its own. */
  public void say(String text) {
    if (isTerminal) {
      out.print(TO_LINE_START_AND_CLEAR);
    }
    out.println(text);
    out.flush();
    lastMillis = 0;
  }

  /** Shows this text and leaves it there. */
  public void end(String text) {
    print(text);
    if (isTerminal) {
      out.println();
      out.flush();
    }
    lastMillis = 0;
  }

  private void print(String text) {
    if (isTerminal) {
      out.print(TO_LINE_START_AND_CLEAR + text);
    } else {
      out.println(text);
    }
    out.flush();
  }
}
