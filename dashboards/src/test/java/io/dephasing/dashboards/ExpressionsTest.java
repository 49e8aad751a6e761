package io.dephasing.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.dashboards.Expressions.Expression;
import io.dephasing.repository.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExpressionsTest {
  /** As a rules file: promtool parses it without a server. */
  @Test
  void each_expression_is_promql(@TempDir Path folder) throws IOException {
    List<Expression> all =
        Stream.concat(Expressions.ofPanels().stream(), Expressions.ofAnnotations().stream())
            .toList();
    StringBuilder rules = new StringBuilder("groups:\n- name: all\n  rules:\n");
    for (int i = 0; i < all.size(); i++) {
      String expression = all.get(i).substituted("6h");
      rules
          .append("  # ")
          .append(all.get(i).where())
          .append("\n  - record: expression:")
          .append(i)
          .append("\n    expr: '")
          .append(expression.replace("'", "''"))
          .append("'\n");
    }
    Path file = Files.writeString(folder.resolve("all.yml"), rules);

    Tool.Outcome outcome = Tool.PROMTOOL.run(folder, 30, "check", "rules", file.toString());

    assertThat(outcome.output()).contains("SUCCESS: " + all.size() + " rules found");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void no_variable_is_left_when_an_expression_is_sent() {
    assertThat(Expressions.ofPanels())
        .allSatisfy(expression -> assertThat(expression.substituted("6h")).doesNotContain("$"));
  }
}
