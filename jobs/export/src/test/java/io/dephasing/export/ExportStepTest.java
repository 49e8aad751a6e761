package io.dephasing.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExportStepTest {
  /** Where savepoints find state: a change here loses it. */
  private static final List<String> UIDS_FOR_EVER =
      List.of(
          "read-slis",
          "read-alerts",
          "read-recommendations",
          "write-group-series",
          "read-audit",
          "write-annotation-series",
          "write-to-prometheus",
          "read-alerts-to-tell",
          "keep-alerts-alive",
          "post-to-alertmanager");

  @Test
  void the_uids_are_those_that_savepoints_know() {
    assertThat(uids()).containsExactlyElementsOf(UIDS_FOR_EVER);
    assertThat(uids()).allMatch(uid -> uid.matches("[a-z]+(-[a-z]+)*"));
  }

  @Test
  void no_two_operators_have_one_name() {
    assertThat(Stream.of(ExportStep.values()).map(ExportStep::label))
        .doesNotHaveDuplicates()
        .allMatch(label -> Character.isUpperCase(label.charAt(0)));
  }

  /** The uids of all operators. */
  static List<String> uids() {
    return Stream.of(ExportStep.values()).map(ExportStep::uid).toList();
  }
}
