package io.dephasing.operators.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.PartitionProgress.Timeliness;
import io.dephasing.core.slice.PartialSlice;
import io.dephasing.core.slice.Slice;
import io.dephasing.operators.local.FoldLocalSlices.Liveness;
import io.dephasing.operators.metrics.InspectableMetrics;
import io.dephasing.operators.metrics.OperatorCounter;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FoldLocalSlicesHarnessTest {
  private static final long NOON = Actions.NOON;
  private static final long HOUR_AGO = NOON - 3_600_000;
  private static final long MINUTE = Slice.indexOf(NOON);
  private static final String SHOP = "job-start/shop/*";
  private static final String ALL_JOBS = "job-start/*/*";

  private final InspectableMetrics metrics = new InspectableMetrics();
  private Subtask<Arrivals, PartialSlice> fold;

  @BeforeEach
  void start() throws Exception {
    fold =
        Subtask.counting(
            new FoldLocalSlices("jobs", new Liveness(() -> NOON + 10_000, 10_000)), metrics);
  }

  @AfterEach
  void stop() throws Exception {
    fold.close();
  }

  @Test
  void events_wait_in_their_slice() throws Exception {
    fold.take(Arriving.onTime(Actions.at(NOON)));

    assertThat(fold.out().all()).isEmpty();
  }

  @Test
  void one_groups_minute_goes_out_as_one_slice_and_two_roll_ups() throws Exception {
    fold.take(Arriving.onTime(Actions.at(NOON)));
    fold.take(Arriving.onTime(Actions.at(NOON + 59_999)));
    barrier();

    assertThat(fold.out().records())
        .extracting(PartialSlice::groupKey, PartialSlice::index, FoldLocalSlicesHarnessTest::starts)
        .containsExactlyInAnyOrder(
            tuple(Actions.SYNC.canonical(), MINUTE, 2L),
            tuple(SHOP, MINUTE, 2L),
            tuple(ALL_JOBS, MINUTE, 2L));
  }

  @Test
  void roll_ups_hold_all_groups_of_a_service_and_all_services() throws Exception {
    fold.take(Arriving.onTime(Actions.at(NOON, Actions.SYNC)));
    fold.take(Arriving.onTime(Actions.at(NOON, Actions.REPORT)));
    fold.take(Arriving.onTime(Actions.at(NOON + 60_000, Actions.REPORT)));
    fold.take(Arriving.onTime(Actions.at(NOON, Actions.BILLING)));
    barrier();

    assertThat(starts(SHOP, MINUTE)).isEqualTo(2);
    assertThat(starts(SHOP, MINUTE + 1)).isEqualTo(1);
    assertThat(starts("job-start/billing/*", MINUTE)).isEqualTo(1);
    assertThat(starts(ALL_JOBS, MINUTE)).isEqualTo(3);
    assertThat(starts(ALL_JOBS, MINUTE + 1)).isEqualTo(1);
    assertThat(fold.out().records()).hasSize(4 + 3 + 2);
  }

  @Test
  void everything_goes_out_before_the_barrier_and_nothing_twice() throws Exception {
    fold.take(Arriving.onTime(Actions.at(NOON)));
    barrier();
    assertThat(fold.out().records()).hasSize(3);
    barrier();
    fold.harness().setProcessingTime(1_000);
    assertThat(fold.out().records()).hasSize(3);
  }

  @Test
  void slices_go_out_ahead_of_the_watermark() throws Exception {
    fold.take(Arriving.onTime(Actions.at(NOON)));
    fold.harness().processWatermark(NOON);

    assertThat(fold.out().all()).hasSize(4).endsWith(new Watermark(NOON));
  }

  @Test
  void while_it_catches_up_slices_and_watermark_wait_two_seconds_for_more() throws Exception {
    beginToCatchUp();
    fold.take(Arriving.onTime(Actions.at(HOUR_AGO + 1)));
    fold.harness().processWatermark(HOUR_AGO + 10);
    fold.harness().setProcessingTime(1_999);
    assertThat(fold.out().all()).isEmpty();

    fold.harness().setProcessingTime(2_000);
    assertThat(fold.out().all()).hasSize(4).endsWith(new Watermark(HOUR_AGO + 10));
  }

  @Test
  void while_it_catches_up_a_minute_that_is_not_complete_waits_once_more() throws Exception {
    beginToCatchUp();
    fold.take(Arriving.onTime(Actions.at(HOUR_AGO + 1)));
    fold.take(Arriving.onTime(Actions.at(HOUR_AGO + 60_001)));
    fold.harness().processWatermark(HOUR_AGO + 60_010);
    fold.harness().setProcessingTime(2_000);
    assertThat(fold.out().all()).hasSize(4).endsWith(new Watermark(HOUR_AGO + 59_999));
    assertThat(starts(Actions.SYNC.canonical(), MINUTE - 60)).isEqualTo(1);

    fold.out().clear();
    fold.take(Arriving.onTime(Actions.at(HOUR_AGO + 60_002)));
    fold.harness().processWatermark(HOUR_AGO + 60_020);
    fold.harness().setProcessingTime(3_999);
    assertThat(fold.out().all()).isEmpty();
    fold.harness().setProcessingTime(4_000);
    assertThat(fold.out().all()).hasSize(4).endsWith(new Watermark(HOUR_AGO + 60_020));
    assertThat(starts(Actions.SYNC.canonical(), MINUTE - 59)).isEqualTo(2);
  }

  @Test
  void the_watermark_never_goes_back_and_a_barrier_waits_for_no_minute() throws Exception {
    beginToCatchUp();
    fold.take(Arriving.onTime(Actions.at(HOUR_AGO + 30_000)));
    fold.harness().processWatermark(HOUR_AGO + 30_000);
    barrier();
    assertThat(fold.out().all()).hasSize(4).endsWith(new Watermark(HOUR_AGO + 30_000));

    fold.out().clear();
    fold.take(Arriving.onTime(Actions.at(HOUR_AGO + 40_000)));
    fold.harness().processWatermark(HOUR_AGO + 40_000);
    fold.harness().setProcessingTime(2_200);
    assertThat(fold.out().all()).hasSize(4).endsWith(new Watermark(HOUR_AGO + 40_000));
  }

  @Test
  void where_nothing_else_waits_the_watermark_is_not_cut_to_the_minute() throws Exception {
    beginToCatchUp();
    fold.take(Arriving.onTime(Actions.at(HOUR_AGO + 1)));
    fold.harness().processWatermark(HOUR_AGO + 60_010);
    fold.harness().setProcessingTime(2_000);

    assertThat(fold.out().all()).hasSize(4).endsWith(new Watermark(HOUR_AGO + 60_010));
  }

  @Test
  void a_watermark_is_not_held_back_by_a_subtask_that_falls_idle() throws Exception {
    fold.harness().processWatermark(HOUR_AGO);
    fold.take(Arriving.onTime(Actions.at(HOUR_AGO + 1)));
    fold.harness().processWatermarkStatus(WatermarkStatus.IDLE);

    assertThat(fold.out().all()).hasSize(4).endsWith(new Watermark(HOUR_AGO));
  }

  @Test
  void slices_go_out_after_200_ms_and_every_200_ms() throws Exception {
    fold.take(Arriving.onTime(Actions.at(NOON)));
    fold.harness().setProcessingTime(199);
    assertThat(fold.out().records()).isEmpty();
    fold.harness().setProcessingTime(200);
    assertThat(fold.out().records()).hasSize(3);

    fold.take(Arriving.onTime(Actions.at(NOON)));
    fold.harness().setProcessingTime(399);
    assertThat(fold.out().records()).hasSize(3);
    fold.harness().setProcessingTime(400);
    assertThat(fold.out().records()).hasSize(6);
  }

  @Test
  void slices_go_out_when_there_are_many() throws Exception {
    for (int i = 0; fold.out().records().isEmpty() && i < 100_000; i++) {
      GroupKey group = new GroupKey(EventKind.JOB_START, "shop", "job " + i, null);
      fold.take(Arriving.onTime(Actions.at(NOON, group)));
    }

    assertThat(fold.out().records()).hasSize(8_192 + 2);
    assertThat(starts(ALL_JOBS, MINUTE)).isEqualTo(8_192);
  }

  @Test
  void nothing_is_left_behind_when_the_input_ends() throws Exception {
    fold.take(Arriving.onTime(Actions.at(NOON)));
    fold.harness().getOneInputOperator().finish();

    assertThat(starts(Actions.SYNC.canonical(), MINUTE)).isEqualTo(1);
  }

  @Test
  void what_is_late_is_marked_in_its_slice_and_not_counted() throws Exception {
    fold.take(Arriving.of(Actions.at(NOON - 600_000), Timeliness.LATE, MINUTE));
    barrier();

    PartialSlice slice = slice(Actions.SYNC.canonical(), MINUTE);
    assertThat(slice.slice().tally().lateEvents()).isEqualTo(1);
    assertThat(starts(slice)).isZero();
    assertThat(slice(ALL_JOBS, MINUTE).slice().tally().lateEvents()).isEqualTo(1);
    assertThat(metrics.count(OperatorCounter.EVENTS_COUNTED, "jobs")).isZero();
  }

  @Test
  void what_is_accepted_is_counted_but_not_as_on_time() throws Exception {
    fold.take(Arriving.onTime(Actions.at(NOON)));
    fold.take(Arriving.of(Actions.at(NOON + 1), Timeliness.ACCEPTED, MINUTE));
    barrier();

    PartialSlice slice = slice(Actions.SYNC.canonical(), MINUTE);
    assertThat(starts(slice)).isEqualTo(2);
    assertThat(slice.slice().tally().allOnTime()).isFalse();
    assertThat(metrics.count(OperatorCounter.EVENTS_COUNTED, "jobs")).isEqualTo(2);
  }

  @Test
  void what_was_dropped_is_not_seen() throws Exception {
    Arrivals dropped = Arriving.onTime(Actions.at(NOON));
    dropped.drop(0);
    fold.take(dropped);
    barrier();

    assertThat(fold.out().records()).isEmpty();
    assertThat(metrics.count(OperatorCounter.EVENTS_COUNTED, "jobs")).isZero();
  }

  @Test
  void minutes_that_come_by_turns_are_each_one_slice() throws Exception {
    for (int i = 0; i < 100; i++) {
      fold.take(Arriving.onTime(Actions.at(NOON + 60_000L * (i % 2) + i)));
    }
    barrier();

    assertThat(starts(Actions.SYNC.canonical(), MINUTE)).isEqualTo(50);
    assertThat(starts(Actions.SYNC.canonical(), MINUTE + 1)).isEqualTo(50);
  }

  @Test
  void what_waited_for_a_slice_that_was_sent_is_in_no_other() throws Exception {
    fold.take(Arriving.onTime(Actions.ofVersion("2.0", NOON)));
    barrier();
    fold.out().clear();
    fold.take(Arriving.onTime(Actions.at(NOON, Actions.BILLING)));
    barrier();

    PartialSlice other = slice(Actions.BILLING.canonical(), MINUTE);
    assertThat(starts(other)).isEqualTo(1);
    assertThat(other.slice().versions().isEmpty()).isTrue();
  }

  @Test
  void a_slice_that_was_sent_is_not_touched_again() throws Exception {
    fold.take(Arriving.onTime(Actions.at(NOON)));
    barrier();
    PartialSlice sent = slice(Actions.SYNC.canonical(), MINUTE);
    fold.take(Arriving.onTime(Actions.at(NOON + 1)));
    barrier();

    assertThat(starts(sent)).isEqualTo(1);
  }

  private void beginToCatchUp() throws Exception {
    fold.harness().setProcessingTime(100);
    fold.harness().processWatermark(HOUR_AGO);
  }

  private void barrier() throws Exception {
    fold.harness().prepareSnapshotPreBarrier(1);
  }

  private long starts(String groupKey, long index) {
    return starts(slice(groupKey, index));
  }

  private static long starts(PartialSlice slice) {
    return slice.slice().tally().starts();
  }

  private PartialSlice slice(String groupKey, long index) {
    List<PartialSlice> found =
        fold.out().records().stream()
            .filter(each -> each.groupKey().equals(groupKey) && each.index() == index)
            .toList();
    assertThat(found).as("%s in minute %d", groupKey, index).hasSize(1);
    return found.get(0);
  }
}
