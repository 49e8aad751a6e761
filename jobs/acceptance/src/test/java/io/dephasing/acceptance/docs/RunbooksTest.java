package io.dephasing.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.repository.Repository;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RunbooksTest {
  private static final List<String> HEADINGS =
      List.of("## What it means", "## Is it real", "## Stop it", "## Cure it");

  @ParameterizedTest
  @EnumSource
  void a_runbook_says_what_it_means_whether_it_is_real_and_how_to_stop_and_cure_it(
      RuleCatalogue rule) {
    Path runbook = Repository.ROOT.resolve("docs").resolve(rule.runbook());
    assertThat(runbook).exists();
    List<String> lines = Repository.text(runbook).lines().toList();
    assertThat(lines.get(0)).isEqualTo("# " + rule.id());
    assertThat(lines.stream().filter(line -> line.startsWith("## "))).isEqualTo(HEADINGS);
  }
}
