package io.dephasing.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.series.Sample;
import io.dephasing.core.series.SeriesLabels;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalLabelsTest {
  @Test
  void a_sample_keeps_what_it_has() {
    Sample sample = Sample.of(SeriesLabels.NONE.with("zone", "a"), 1, 2);
    ExternalLabels labels = new ExternalLabels(Map.of("zone", "b", "region", "eu"));

    assertThat(labels.on(sample).labels().toString()).isEqualTo("{region=\"eu\", zone=\"a\"}");
  }

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
    assertThat(ExternalLabels.isAllowed(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"region", "cluster", "_replica", "Zone2"})
  void any_other_is(String name) {
    assertThat(ExternalLabels.isAllowed(name)).isTrue();
  }
}
