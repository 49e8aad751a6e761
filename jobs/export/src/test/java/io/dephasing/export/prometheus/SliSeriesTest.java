package io.dephasing.export.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.export.series.GroupWindow;
import io.dephasing.export.series.Sample;
import io.dephasing.export.series.SeriesLabels;
import io.dephasing.schemas.Change;
import io.dephasing.schemas.Exemplar;
import io.dephasing.schemas.Group;
import io.dephasing.schemas.InstanceState;
import io.dephasing.schemas.InstanceTimeline;
import io.dephasing.schemas.Sli;
import io.dephasing.schemas.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SliSeriesTest {
  private static final long END_MILLIS = 1_772_700_060_000L;

  @Test
  void a_measure_is_a_gauge_of_its_group_and_window_one_second_before_the_window_s_end() {
    GroupWindow window = SliSeries.of(sli().setMeasures(Map.of("events", 42.0)).build());

    assertThat(lines(window.series().measures()))
        .containsExactly(
            "{__name__=\"dephasing_events\", cohort=\"eu\", group=\"nightly\", kind=\"job-start\","
                + " service=\"backup\", window=\"1m\"} -1000 42.0");
  }

  @Test
  void the_revision_is_in_the_milliseconds_and_never_reaches_the_end() {
    assertThat(SliSeries.of(sli().setRevision(1).build()).sampleMillis())
        .isEqualTo(END_MILLIS - 999);
    assertThat(SliSeries.of(sli().setRevision(5_000).build()).sampleMillis())
        .isEqualTo(END_MILLIS - 1);
  }

  @Test
  void what_is_undefined_has_no_sample() {
    GroupWindow window =
        SliSeries.of(sli().setMeasures(Map.of("spread_ratio", Double.NaN)).build());

    assertThat(window.series().measures()).isEmpty();
  }

  @Test
  void a_measure_that_this_release_does_not_know_is_written_all_the_same() {
    GroupWindow window = SliSeries.of(sli().setMeasures(Map.of("of_tomorrow", 1.0)).build());

    assertThat(names(window.series().measures())).containsExactly("dephasing_of_tomorrow");
  }

  @Test
  void seconds_become_30_cumulative_steps_of_the_window() {
    List<Integer> perSecond = new ArrayList<>(Collections.nCopies(60, 0));
    perSecond.set(0, 5);
    perSecond.set(2, 3);
    perSecond.set(59, 1);
    List<Sample> buckets = SliSeries.of(sli().setPerSecond(perSecond).build()).series().measures();

    assertThat(buckets).hasSize(31);
    assertThat(buckets)
        .extracting(each -> each.labels().value("le") + " " + (long) each.value())
        .startsWith("2 5", "4 8", "6 8")
        .endsWith("58 8", "60 9", "+Inf 9");
    assertThat(names(buckets)).containsOnly("dephasing_phase_seconds_bucket");
  }

  @Test
  void backoffs_are_cumulative_and_their_bounds_have_no_trailing_zeros() {
    List<Sample> buckets =
        SliSeries.of(sli().setBackoff(List.of(1L, 0L, 2L, 0L, 0L, 0L, 0L, 0L, 0L, 4L)).build())
            .series()
            .measures();

    assertThat(buckets)
        .extracting(each -> each.labels().value("le") + " " + (long) each.value())
        .containsExactly(
            "0.1 1", "0.25 1", "0.5 3", "1 3", "2.5 3", "5 3", "10 3", "30 3", "60 3", "+Inf 7");
    assertThat(BucketBounds.le(2.0)).isEqualTo("2");
    assertThat(BucketBounds.le(0.5)).isEqualTo("0.5");
    assertThat(BucketBounds.le(600)).isEqualTo("600");
  }

  @Test
  void outcomes_and_attempts_are_labels() {
    List<Sample> samples =
        SliSeries.of(
                sli()
                    .setOutcomes(Map.of("success", 3L, "timeout", 1L))
                    .setAttempts(List.of(9L, 0L, 0L, 0L, 0L, 0L, 0L, 2L))
                    .build())
            .series()
            .measures();

    assertThat(samples)
        .extracting(each -> each.labels().value("outcome") + " " + each.labels().value("attempt"))
        .startsWith("success null", "timeout null", "null 1")
        .endsWith("null 7", "null 8+");
  }

  @Test
  void baselines_and_changes_belong_to_the_window_limits_and_the_objective_to_the_group() {
    GroupWindow window =
        SliSeries.of(
            sli()
                .setBaselines(Map.of("events", 100.0))
                .setChanges(Map.of("events", new Change(-0.6, -0.5, -0.4)))
                .setLimits(Map.of("in_flight", 20.0))
                .setObjective(0.99)
                .build());

    assertThat(window.series().measures())
        .extracting(
            each ->
                "%s %s %s %s"
                    .formatted(
                        each.labels().value(SeriesLabels.NAME),
                        each.labels().value("bound"),
                        each.labels().value("window"),
                        each.value()))
        .containsExactly(
            "dephasing_baseline_events null 1m 100.0",
            "dephasing_change_ratio low 1m -0.6",
            "dephasing_change_ratio value 1m -0.5",
            "dephasing_change_ratio high 1m -0.4");
    assertThat(names(window.series().standing()))
        .containsExactly(
            "dephasing_limit_in_flight", "dephasing_slo_objective_ratio", "dephasing_policy_info");
    assertThat(window.series().standing()).allMatch(each -> each.labels().value("window") == null);
  }

  @Test
  void a_policy_has_its_version_and_no_policy_is_the_default() {
    assertThat(version(sli().build())).isEqualTo("default");
    assertThat(version(sli().setPolicyVersion("v7").build())).isEqualTo("v7");
  }

  @Test
  void exemplars_belong_to_the_start_delay_alone_at_most_five_in_order_of_time() {
    List<Exemplar> exemplars = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      exemplars.add(
          new Exemplar("trace" + i, "i", Instant.ofEpochMilli(END_MILLIS - 1_000L * i), 250L));
    }
    List<Sample> samples =
        SliSeries.of(
                sli()
                    .setMeasures(Map.of("events", 8.0, "start_delay_p99_seconds", 0.25))
                    .setExemplars(exemplars)
                    .build())
            .series()
            .measures();

    assertThat(samples.get(0).exemplars()).isEmpty();
    assertThat(samples.get(1).exemplars())
        .hasSize(5)
        .isSortedAccordingTo((a, b) -> Long.compare(a.timeMillis(), b.timeMillis()))
        .allMatch(each -> each.value() == 0.25);
  }

  @Test
  void a_failure_of_an_instance_is_over_after_a_second() {
    Sli sli =
        sli()
            .setTimeline(
                List.of(
                    new InstanceTimeline(
                        "pod-1",
                        List.of(
                            transition(0, InstanceState.WAITING),
                            transition(5_000, InstanceState.RUNNING),
                            transition(9_000, InstanceState.FAILED)))))
            .build();

    assertThat(SliSeries.of(sli).series().timeline())
        .extracting(
            each -> "%d %d".formatted(each.timeMillis() - END_MILLIS + 60_000, (long) each.value()))
        .containsExactly("0 1", "5000 2", "9000 3", "10000 0");
    assertThat(SliSeries.of(sli).series().timeline().get(0).labels())
        .hasToString(
            "{__name__=\"dephasing_instance_state\", group=\"nightly\", kind=\"job-start\","
                + " member=\"pod-1\", service=\"backup\"}");
  }

  @Test
  void a_line_ends_where_the_state_is_unknown() {
    Sli sli =
        sli()
            .setTimeline(
                List.of(
                    new InstanceTimeline(
                        "pod-1",
                        List.of(
                            transition(0, InstanceState.RUNNING),
                            transition(5_000, InstanceState.UNKNOWN)))))
            .build();

    assertThat(SliSeries.of(sli).series().timeline())
        .extracting(each -> each.isStale())
        .containsExactly(false, true);
  }

  @Test
  void a_timeline_has_at_most_50_members() {
    List<InstanceTimeline> timeline = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      timeline.add(new InstanceTimeline("pod-" + i, List.of(transition(0, InstanceState.RUNNING))));
    }

    assertThat(SliSeries.of(sli().setTimeline(timeline).build()).series().timeline()).hasSize(50);
  }

  private static Transition transition(long afterMillis, InstanceState state) {
    return new Transition(Instant.ofEpochMilli(END_MILLIS - 60_000 + afterMillis), state);
  }

  private static Sli.Builder sli() {
    return Sli.newBuilder()
        .setGroup(
            Group.newBuilder()
                .setKind("job-start")
                .setService("backup")
                .setName("nightly")
                .setCohort("eu")
                .build())
        .setGroupKey("job-start/backup/nightly/eu")
        .setWindowStart(Instant.ofEpochMilli(END_MILLIS - 60_000))
        .setWindowEnd(Instant.ofEpochMilli(END_MILLIS))
        .setRevision(0);
  }

  private static String version(Sli sli) {
    List<Sample> standing = SliSeries.of(sli).series().standing();
    return String.valueOf(standing.get(standing.size() - 1).labels().value("version"));
  }

  private static List<String> names(List<Sample> samples) {
    return samples.stream()
        .map(each -> String.valueOf(each.labels().value(SeriesLabels.NAME)))
        .toList();
  }

  private static List<String> lines(List<Sample> samples) {
    return samples.stream()
        .map(
            each ->
                "%s %d %s".formatted(each.labels(), each.timeMillis() - END_MILLIS, each.value()))
        .toList();
  }
}
