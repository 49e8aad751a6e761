package io.dephasing.export.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.sli.Measure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportedMetricTest {
  private static final List<String> RESERVED =
      List.of(
          "baseline",
          "limit",
          "change",
          "alert",
          "slo",
          "policy",
          "annotation",
          "maintenance",
          "recommended",
          "pipeline",
          "export");

  @Test
  void names_are_unique_over_measures_and_everything_else() {
    List<String> names =
        Stream.concat(
                Measure.all().stream().map(ExportedMetric::nameOf),
                ExportedMetric.all().stream().flatMap(metric -> metric.metrics().stream()))
            .toList();

    assertThat(names)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("dephasing_[a-z0-9_]+"));
  }

  @ParameterizedTest
  @EnumSource(Measure.class)
  void no_measure_begins_like_a_companion(Measure measure) {
    assertThat(RESERVED).noneMatch(measure.id()::startsWith);
  }

  @ParameterizedTest
  @EnumSource(ExportedMetric.class)
  void total_ends_the_names_of_counters_alone(ExportedMetric metric) {
    assertThat(metric.name().toLowerCase(Locale.ROOT).endsWith("_total"))
        .isEqualTo(metric.type() == ExportedMetric.Type.COUNTER);
  }

  @ParameterizedTest
  @EnumSource(ExportedMetric.class)
  void no_label_is_one_of_a_target(ExportedMetric metric) {
    assertThat(metric.labels()).doesNotContain("job", "instance").doesNotHaveDuplicates();
  }

  @Test
  void a_companion_has_the_measure_s_id() {
    assertThat(ExportedMetric.LIMIT.metric("in_flight")).isEqualTo("dephasing_limit_in_flight");
    assertThat(ExportedMetric.BASELINE.metrics())
        .hasSize(6)
        .contains("dephasing_baseline_rate_peak_per_second");
    assertThat(ExportedMetric.LIMIT.metrics()).hasSameSizeAs(Measure.all());
  }
}
