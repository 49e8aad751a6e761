package io.dephasing.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.repository.Repository;
import io.dephasing.simulation.LabelledEvents;
import io.dephasing.simulation.Scenarios;
import io.dephasing.simulation.Setting;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page names for each rule what fires it and what nearly does; the labels must agree. */
final class ScenarioTableTest {
  private static final Path PAGE = Repository.ROOT.resolve("docs/howto/replay-a-file.md");

  /** A scenario and, in brackets, what it needs beside events. */
  private static final Pattern NAMED = Pattern.compile("`([a-z-]+)`( \\([al]\\))?");

  private record Named(LabelledEvents played, String needs) {
    boolean fires(RuleCatalogue rule) {
      return played.labels().firings().stream().anyMatch(each -> each.rule().equals(rule.id()));
    }

    boolean saysWhatItNeeds() {
      Setting setting = played.setting();
      String annotated = setting.annotations().isEmpty() ? "" : " (a)";
      String limited = setting.limits().isEmpty() ? "" : " (l)";
      return needs.equals(annotated + limited);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_rule_has_scenarios_that_fire_it_and_near_misses(RuleCatalogue rule) {
    String row =
        Repository.text(PAGE)
            .lines()
            .filter(line -> line.startsWith("| [%s](".formatted(rule.id())))
            .findFirst()
            .orElse("");
    String[] cells = row.split("\\|", -1);
    assertThat(cells).as(row).hasSize(5);

    assertThat(named(cells[2]))
        .isNotEmpty()
        .allMatch(each -> each.fires(rule))
        .allMatch(Named::saysWhatItNeeds);
    assertThat(named(cells[3]))
        .isNotEmpty()
        .noneMatch(each -> each.fires(rule))
        .allMatch(Named::saysWhatItNeeds);
  }

  private static Stream<Named> named(String cell) {
    return NAMED
        .matcher(cell)
        .results()
        .map(
            found ->
                new Named(
                    Scenarios.ofId(found.group(1)).orElseThrow().play(Scenarios.DEFAULT_SEED),
                    found.group(2) == null ? "" : found.group(2)));
  }
}
