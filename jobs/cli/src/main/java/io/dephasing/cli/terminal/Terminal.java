package io.dephasing.cli.terminal;

import java.io.PrintWriter;
import java.util.List;

/**
 * Writes lines: those that stay, and below them a panel that is drawn in place where the output is
 * a terminal. In a pipe there is no panel and no control sequence.
 */
public final class Terminal {
  private static final String ESCAPE = "\u001b[";
  private static final String ERASE_BELOW = ESCAPE + "J";

  // A line that is wider than the terminal must not become two: the way back up would be wrong.
  private static final String WRAP_OFF = ESCAPE + "?7l";
  private static final String WRAP_ON = ESCAPE + "?7h";

  private final PrintWriter out;
  private final boolean isInPlace;
  private List<String> panel = List.of();

  /**
   * A terminal or a pipe.
   *
   * @param out where to
   * @param isInPlace whether it understands control sequences
   */
  public Terminal(PrintWriter out, boolean isInPlace) {
    this.out = out;
    this.isInPlace = isInPlace;
  }

  /** Whether there is a panel. */
  public boolean isInPlace() {
    return isInPlace;
  }

  /** Writes a line that stays. */
  public void line(String line) {
    erase();
    out.println(line);
    draw();
    out.flush();
  }

  /** Draws another panel in place of the one before; nothing in a pipe. */
  public void panel(List<String> lines) {
    if (isInPlace) {
      erase();
      panel = List.copyOf(lines);
      draw();
      out.flush();
    }
  }

  private void erase() {
    if (!panel.isEmpty()) {
      out.print(ESCAPE + panel.size() + "A\r" + ERASE_BELOW);
    }
  }

  private void draw() {
    if (!panel.isEmpty()) {
      out.print(WRAP_OFF);
      panel.forEach(out::println);
      out.print(WRAP_ON);
    }
  }
}
