package io.dephasing.operators.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.PartitionProgress.Timeliness;
import io.dephasing.core.group.GroupBudget.Limits;
import io.dephasing.core.group.JobSpan;
import io.dephasing.core.slice.Slice;
import io.dephasing.operators.Outflow;
import io.dephasing.operators.local.Arriving.Seen;
import io.dephasing.operators.local.Subtask.Place;
import io.dephasing.operators.metrics.InspectableMetrics;
import io.dephasing.operators.metrics.OperatorCounter;
import io.dephasing.operators.types.StreamTypes;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SplitLateHarnessTest {
  private static final OutputTag<Sighting> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(Sighting.class));
  private static final OutputTag<JobSpan> SPAN = new OutputTag<>("span", StreamTypes.JOB_SPAN);
  private static final long BOUND = 2_000;
  private static final long ALLOWED = 60_000;
  private static final long SLACK = 1_000;
  private static final long NOON = Actions.NOON;

  private Subtask<List<Sighting>, Arrivals> split;

  @BeforeEach
  void start() throws Exception {
    split = Subtask.fresh(step());
  }

  @AfterEach
  void stop() throws Exception {
    split.close();
  }

  static SplitLate<List<Sighting>, Sighting> step() {
    return step(new Limits(100, 1_000, 48 * 3_600_000L));
  }

  private static SplitLate<List<Sighting>, Sighting> step(Limits limits) {
    return new SplitLate<>(
        new Sighting.Seen(),
        new SplitLate.Bounds(BOUND, ALLOWED, SLACK),
        limits,
        "jobs",
        new SplitLate.Outputs<>(DEAD_LETTERS, SPAN));
  }

  @Test
  void an_event_is_on_time_up_to_the_bound_behind_its_partition() throws Exception {
    assertThat(timeliness(0, NOON)).isEqualTo(Timeliness.ON_TIME);
    assertThat(timeliness(0, NOON - BOUND)).isEqualTo(Timeliness.ON_TIME);
    assertThat(timeliness(0, NOON - BOUND - 1)).isEqualTo(Timeliness.ACCEPTED);
  }

  @Test
  void an_event_is_accepted_up_to_the_allowed_lateness_beyond_the_bound() throws Exception {
    timeliness(0, NOON);
    assertThat(timeliness(0, NOON - BOUND - ALLOWED)).isEqualTo(Timeliness.ACCEPTED);
    assertThat(timeliness(0, NOON - BOUND - ALLOWED - 1)).isEqualTo(Timeliness.LATE);
  }

  @Test
  void the_first_event_of_a_partition_is_on_time_however_far_others_are() throws Exception {
    timeliness(0, NOON);

    assertThat(timeliness(1, NOON - 3_600_000)).isEqualTo(Timeliness.ON_TIME);
    assertThat(timeliness(1, NOON - 3_600_000 - BOUND)).isEqualTo(Timeliness.ON_TIME);
    assertThat(timeliness(0, NOON - 3_600_000)).isEqualTo(Timeliness.LATE);
  }

  @Test
  void a_fast_clock_that_the_broker_caps_makes_nobody_else_late() throws Exception {
    Event fast = Actions.at(NOON + 300_000);
    take(split, Sighting.of(0, fast).appendedAt(NOON));

    assertThat(timeliness(0, NOON - BOUND)).isEqualTo(Timeliness.ON_TIME);
    assertThat(timeliness(0, NOON - BOUND - ALLOWED)).isEqualTo(Timeliness.ACCEPTED);
  }

  @Test
  void what_the_broker_appended_late_is_late_although_its_partition_has_seen_nothing_newer()
      throws Exception {
    long oldest = NOON - SLACK - BOUND - ALLOWED;
    assertThat(appended(NOON - SLACK - BOUND, NOON)).isEqualTo(Timeliness.ON_TIME);
    assertThat(appended(NOON - SLACK - BOUND - 1, NOON)).isEqualTo(Timeliness.ACCEPTED);
    assertThat(appended(oldest, NOON)).isEqualTo(Timeliness.ACCEPTED);
    assertThat(appended(oldest - 1, NOON)).isEqualTo(Timeliness.LATE);
  }

  @Test
  void what_its_watermark_has_followed_is_not_accepted_twice_over() throws Exception {
    take(split, Sighting.of(0, Actions.at(NOON - SLACK - BOUND - ALLOWED - 1)).followed(NOON));
    assertThat(last().timeliness()).isEqualTo(Timeliness.LATE);
    assertThat(timeliness(0, NOON - SLACK - BOUND - 1)).isEqualTo(Timeliness.ACCEPTED);
  }

  @Test
  void what_was_sent_late_moves_neither_its_partition_nor_the_span() throws Exception {
    take(split, Sighting.of(0, Actions.at(NOON + 86_400_000)).sentLate());
    assertThat(last().timeliness()).isEqualTo(Timeliness.LATE);
    assertThat(split.out().side(SPAN, JobSpan.class)).isEmpty();
    assertThat(timeliness(0, NOON)).isEqualTo(Timeliness.ON_TIME);
  }

  @Test
  void what_is_not_late_counts_in_its_own_minute() throws Exception {
    take(split, Sighting.of(0, Actions.at(NOON + 10_000)));
    take(split, Sighting.of(0, Actions.at(NOON - 1)));

    assertThat(seen(split))
        .extracting(Seen::sliceIndex)
        .containsExactly(Slice.indexOf(NOON), Slice.indexOf(NOON) - 1);
  }

  @Test
  void what_is_late_counts_in_the_minute_that_its_partition_has_come_to() throws Exception {
    Sighting late = Sighting.of(0, Actions.at(NOON - 600_000));
    take(split, Sighting.of(0, Actions.at(NOON + 1)));
    take(split, late);

    Seen arrival = last();
    assertThat(arrival.timeliness()).isEqualTo(Timeliness.LATE);
    assertThat(arrival.sliceIndex()).isEqualTo(Slice.indexOf(NOON));
    assertThat(split.out().side(DEAD_LETTERS, Sighting.class)).containsExactly(late);
  }

  @Test
  void what_is_refused_goes_aside_alone_and_moves_no_partitions_time() throws Exception {
    Sighting refused = Sighting.refused(0, "malformed");
    take(split, refused);

    assertThat(split.out().all()).containsExactly(new Outflow.Aside("dead-letters", refused));
    assertThat(timeliness(0, NOON)).isEqualTo(Timeliness.ON_TIME);
  }

  @Test
  void how_records_are_batched_changes_nothing() throws Exception {
    Sighting[] batch = {
      Sighting.of(0, Actions.at(NOON)),
      Sighting.of(0, Actions.at(NOON + 9_000)),
      Sighting.refused(0, "malformed"),
      Sighting.of(0, Actions.at(NOON - 90_000)),
      Sighting.of(0, Actions.at(NOON + 6_000)),
    };
    take(split, batch);
    try (var other = Subtask.fresh(step())) {
      for (Sighting each : batch) {
        take(other, each);
      }

      assertThat(seen(split)).isEqualTo(seen(other));
      assertThat(split.out().side(DEAD_LETTERS, Sighting.class))
          .containsExactlyInAnyOrder(batch[2], batch[3]);
      assertThat(other.out().side(DEAD_LETTERS, Sighting.class))
          .containsExactly(batch[2], batch[3]);
    }
    assertThat(seen(split))
        .extracting(Seen::timeliness)
        .containsExactly(
            Timeliness.ON_TIME, Timeliness.ON_TIME, Timeliness.LATE, Timeliness.ACCEPTED);
  }

  @Test
  void the_first_time_is_announced_when_it_falls_and_then_only() throws Exception {
    take(split, Sighting.of(0, Actions.at(NOON)));
    take(split, Sighting.of(0, Actions.at(NOON + 5_000)));
    take(split, Sighting.of(1, Actions.at(NOON - 9_000)));

    assertThat(split.out().side(SPAN, JobSpan.class))
        .containsExactly(
            new JobSpan(NOON, Long.MIN_VALUE), new JobSpan(NOON - 9_000, Long.MIN_VALUE));
  }

  @Test
  void a_time_is_announced_ahead_of_the_event_that_has_it() throws Exception {
    take(split, Sighting.of(0, Actions.at(NOON)));

    assertThat(split.out().all().get(0))
        .isEqualTo(new Outflow.Aside("span", new JobSpan(NOON, Long.MIN_VALUE)));
  }

  @Test
  void late_events_do_not_widen_the_span() throws Exception {
    take(split, Sighting.of(0, Actions.at(NOON)));
    take(split, Sighting.of(0, Actions.at(NOON - 600_000)));

    assertThat(split.out().side(SPAN, JobSpan.class)).hasSize(1);
  }

  @Test
  void the_last_time_goes_out_ahead_of_the_final_watermark_and_of_no_other() throws Exception {
    take(split, Sighting.of(0, Actions.at(NOON)));
    take(split, Sighting.of(0, Actions.at(NOON + 7_000)));
    split.out().clear();
    split.harness().processWatermark(NOON);
    split.harness().processWatermark(Watermark.MAX_WATERMARK);

    assertThat(split.out().all())
        .containsExactly(
            new Watermark(NOON),
            new Outflow.Aside("span", new JobSpan(NOON, NOON + 7_000)),
            Watermark.MAX_WATERMARK);
  }

  @Test
  void the_times_of_all_partitions_survive_at_whichever_parallelism() throws Exception {
    take(split, Sighting.of(0, Actions.at(NOON)));
    take(split, Sighting.of(1, Actions.at(NOON - 900_000)));
    List<OperatorSubtaskState> saved = List.of(split.save());

    for (int index = 0; index < 3; index++) {
      try (var restored = Subtask.restored(step(), new Place(index, 3), saved)) {
        take(restored, Sighting.of(0, Actions.at(NOON - 600_000)));
        take(restored, Sighting.of(1, Actions.at(NOON - 900_000 - BOUND - 1)));
        take(restored, Sighting.of(1, Actions.at(NOON - 600_000)));

        assertThat(seen(restored))
            .extracting(Seen::timeliness)
            .containsExactly(Timeliness.LATE, Timeliness.ACCEPTED, Timeliness.ON_TIME);
      }
    }
  }

  @Test
  void of_two_subtasks_that_have_read_a_partition_the_later_time_survives() throws Exception {
    take(split, Sighting.of(0, Actions.at(NOON - 600_000)));
    try (var other = Subtask.fresh(step())) {
      take(other, Sighting.of(0, Actions.at(NOON)));
      for (var saved :
          List.of(List.of(split.save(), other.save()), List.of(other.save(), split.save()))) {
        try (var restored = Subtask.restored(step(), Place.ONLY, saved)) {
          take(restored, Sighting.of(0, Actions.at(NOON - 600_000)));
          assertThat(seen(restored).get(0).timeliness()).isEqualTo(Timeliness.LATE);
        }
      }
    }
  }

  @Test
  void the_span_survives_and_is_announced_once_more_at_the_end_alone() throws Exception {
    take(split, Sighting.of(0, Actions.at(NOON)));
    try (var restored = Subtask.restored(step(), new Place(1, 2), List.of(split.save()))) {
      take(restored, Sighting.of(3, Actions.at(NOON + 1)));
      assertThat(restored.out().side(SPAN, JobSpan.class)).isEmpty();
      restored.harness().processWatermark(Watermark.MAX_WATERMARK);
      assertThat(restored.out().side(SPAN, JobSpan.class))
          .containsExactly(new JobSpan(NOON, NOON + 1));
    }
  }

  @Test
  void events_of_groups_beyond_the_budget_are_refused_with_a_reason_and_counted_by_service()
      throws Exception {
    InspectableMetrics metrics = new InspectableMetrics();
    try (var narrow = Subtask.counting(step(new Limits(1, 10, 60_000)), metrics)) {
      take(
          narrow,
          Sighting.of(0, Actions.at(NOON, Actions.SYNC)),
          Sighting.of(0, Actions.at(NOON, Actions.REPORT)),
          Sighting.of(0, Actions.at(NOON, Actions.BILLING)),
          Sighting.of(0, Actions.at(NOON, Actions.SYNC)));

      assertThat(seen(narrow)).hasSize(3);
      assertThat(narrow.out().side(DEAD_LETTERS, Sighting.class))
          .extracting(Sighting::refusal)
          .containsExactly(
              "service 'shop' has 1 groups already, as many as groups.per-service allows: job"
                  + " 'report' would be one more; names must not hold ids of runs");
      assertThat(metrics.count(OperatorCounter.EVENTS_IN, "jobs")).isEqualTo(4);
      assertThat(metrics.countOfService(OperatorCounter.EVENTS_OVER_BUDGET, "jobs", "shop"))
          .isEqualTo(1);
      assertThat(metrics.count(OperatorCounter.DEAD_LETTERS, "jobs", OverBudget.REASON))
          .isEqualTo(1);
    }
  }

  @Test
  void who_was_known_before_a_restore_is_known_to_each_subtask() throws Exception {
    Limits one = new Limits(1, 10, 60_000);
    try (var before = Subtask.fresh(step(one))) {
      take(before, Sighting.of(0, Actions.at(NOON, Actions.REPORT)));
      for (int index = 0; index < 2; index++) {
        try (var restored =
            Subtask.restored(step(one), new Place(index, 2), List.of(before.save()))) {
          take(restored, Sighting.of(0, Actions.at(NOON, Actions.SYNC)));
          assertThat(seen(restored)).isEmpty();
          take(restored, Sighting.of(0, Actions.at(NOON, Actions.REPORT)));
          assertThat(seen(restored)).hasSize(1);
        }
      }
    }
  }

  private Timeliness appended(long timeMillis, long brokerMillis) throws Exception {
    take(split, Sighting.of(0, Actions.at(timeMillis)).appendedAt(brokerMillis));
    return last().timeliness();
  }

  private Timeliness timeliness(int partition, long timeMillis) throws Exception {
    take(split, Sighting.of(partition, Actions.at(timeMillis)));
    return last().timeliness();
  }

  private Seen last() {
    List<Seen> arrivals = seen(split);
    return arrivals.get(arrivals.size() - 1);
  }

  private static List<Seen> seen(Subtask<List<Sighting>, Arrivals> subtask) {
    return Arriving.seen(subtask.out().records());
  }

  private static void take(Subtask<List<Sighting>, Arrivals> subtask, Sighting... batch)
      throws Exception {
    subtask.take(List.of(batch));
  }
}
