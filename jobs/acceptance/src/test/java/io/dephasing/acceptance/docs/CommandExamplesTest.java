package io.dephasing.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.dephasing.cli.Main;
import io.dephasing.repository.Repository;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class CommandExamplesTest {
  /** As it is typed in a block or within a line of prose, up to where the shell takes over. */
  private static final Pattern COMMAND = Pattern.compile("bin/dephase( [^|&;<>`\n]*)?");

  private static final Pattern COMMENT_OR_SPACE = Pattern.compile("(^| )#.*| +");

  static Stream<String> commands() {
    return Repository.markdown().stream()
        .flatMap(page -> COMMAND.matcher(Repository.text(page)).results())
        .map(found -> found.group().strip())
        .filter(command -> command.contains(" "))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_command_in_the_documentation_is_understood(String command) {
    String[] words =
        COMMENT_OR_SPACE
            .splitAsStream(command)
            .skip(1)
            .filter(word -> !word.isEmpty())
            .toArray(String[]::new);
    assertThatCode(() -> new CommandLine(Main.class).parseArgs(words)).doesNotThrowAnyException();
  }

  @Test
  void the_documentation_shows_each_command() {
    List<String> shown = commands().toList();
    assertThat(new CommandLine(Main.class).getSubcommands().keySet())
        .filteredOn(name -> !name.equals("help"))
        .allSatisfy(name -> assertThat(shown).anyMatch(c -> c.startsWith("bin/dephase " + name)));
  }
}
