package io.dephasing.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.flink.metrics.Counter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperatorCounterTest {
  private final InspectableMetrics metrics = new InspectableMetrics();

  @Test
  void every_counter_has_a_name_of_its_own() {
    assertThat(Arrays.stream(OperatorCounter.values()).map(OperatorCounter::id))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void a_counters_name_is_one_that_prometheus_takes_for_a_counter(OperatorCounter counter) {
    assertThat(counter.id()).matches("[a-z]+(_[a-z]+)*_total");
  }

  @ParameterizedTest
  @EnumSource
  void a_counter_says_what_it_counts_and_in_which_unit(OperatorCounter counter) {
    assertThat(counter.help()).isNotBlank().doesNotContain("\n");
    assertThat(counter.unit()).isIn("records", "events");
  }

  @ParameterizedTest
  @EnumSource
  void a_counter_is_registered_under_dephasing_and_its_topic(OperatorCounter counter) {
    counter.register(metrics.task(), "jobs").inc(3);
    counter.register(metrics.task(), "retries").inc(4);

    assertThat(metrics.count(counter, "jobs")).isEqualTo(3);
    assertThat(metrics.count(counter, "retries")).isEqualTo(4);
    assertThat(metrics.paths(counter))
        .hasSize(2)
        .anyMatch(path -> path.endsWith(".dephasing.topic.jobs." + counter.id()));
  }

  @Test
  void one_topics_reasons_are_counted_apart_and_add_up() {
    Counter malformed = OperatorCounter.DEAD_LETTERS.register(metrics.task(), "jobs", "malformed");
    Counter future = OperatorCounter.DEAD_LETTERS.register(metrics.task(), "jobs", "far-future");
    malformed.inc(2);
    future.inc(5);

    assertThat(metrics.count(OperatorCounter.DEAD_LETTERS, "jobs", "malformed")).isEqualTo(2);
    assertThat(metrics.count(OperatorCounter.DEAD_LETTERS, "jobs", "far-future")).isEqualTo(5);
    assertThat(metrics.count(OperatorCounter.DEAD_LETTERS, "jobs")).isEqualTo(7);
  }
}
