package io.dephasing.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalTest {
  private final StringWriter written = new StringWriter();

  @Test
  void in_a_pipe_there_are_lines_and_nothing_else() {
    Terminal pipe = new Terminal(new PrintWriter(written), false);
    pipe.panel(List.of("panel"));
    pipe.line("one");
    pipe.panel(List.of("panel"));
    pipe.line("two");
    assertThat(written.toString().lines()).containsExactly("one", "two");
  }

  @Test
  void on_a_terminal_the_panel_stays_below_the_lines() {
    Terminal terminal = new Terminal(new PrintWriter(written), true);
    terminal.panel(List.of("a", "b"));
    written.getBuffer().setLength(0);
    terminal.line("line");
    // Two up, erase, the line, and the panel again.
    assertThat(written.toString()).startsWith("\u001b[2A\r\u001b[J" + "line").contains("a", "b");
    terminal.panel(List.of());
    written.getBuffer().setLength(0);
    terminal.line("last");
    assertThat(written.toString().strip()).isEqualTo("last");
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({"0,100,' '", "1,100,'.'", "50,100,'='", "100,100,'@'", "0,0,' '"})
  void a_count_is_drawn_in_proportion_and_never_lost(int count, int largest, String drawn) {
    assertThat(Sparkline.ASCII.of(new int[] {count, largest})).startsWith(drawn);
  }
}
