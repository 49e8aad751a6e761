package io.dephasing.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "group",
        "service",
        "kind",
        "cohort",
        "window",
        "le",
        "alertname",
        "severity",
        "job",
        "__name__",
        "a-b",
        "1st",
        ""
      })
  void a_name_that_is_taken_or_none_is_not_allowed(String name) {
    assertThat(LabelNames.isAllowed(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"region", "cluster", "_replica", "Zone2"})
  void any_other_is(String name) {
    assertThat(LabelNames.isAllowed(name)).isTrue();
  }
}
