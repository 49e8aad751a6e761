package io.dephasing.operators.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.PartitionProgress.Timeliness;
import io.dephasing.core.slice.Slice;
import io.dephasing.operators.local.Arriving.Seen;
import io.dephasing.operators.local.Subtask.Place;
import io.dephasing.operators.metrics.InspectableMetrics;
import io.dephasing.operators.metrics.OperatorCounter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DropDuplicatesHarnessTest {
  private static final long HORIZON = 600_000;
  private static final long NOON = Actions.NOON;

  private final InspectableMetrics metrics = new InspectableMetrics();
  private Subtask<Arrivals, Arrivals> drop;

  @BeforeEach
  void start() throws Exception {
    drop = Subtask.counting(step(), metrics);
  }

  @AfterEach
  void stop() throws Exception {
    drop.close();
  }

  private static DropDuplicates step() {
    return new DropDuplicates("jobs", HORIZON, 1_000);
  }

  @Test
  void the_second_event_of_an_id_is_dropped_and_counted() throws Exception {
    Event first = Actions.named("a", NOON);
    Event other = Actions.named("b", NOON);
    drop.take(Arriving.onTime(first));
    drop.take(Arriving.onTime(Actions.named("a", NOON + 5)));
    drop.take(Arriving.onTime(other));

    assertThat(seen(drop)).extracting(Seen::named).containsExactly(first, other);
    assertThat(metrics.count(OperatorCounter.EVENTS_DUPLICATE, "jobs")).isEqualTo(1);
  }

  @Test
  void events_without_an_id_all_pass() throws Exception {
    drop.take(Arriving.onTime(Actions.at(NOON)));
    drop.take(Arriving.onTime(Actions.at(NOON)));

    assertThat(seen(drop)).extracting(Seen::timeMillis).containsExactly(NOON, NOON);
    assertThat(metrics.count(OperatorCounter.EVENTS_DUPLICATE, "jobs")).isZero();
  }

  @Test
  void what_is_late_passes_and_its_id_is_not_remembered() throws Exception {
    Event event = Actions.named("a", NOON);
    drop.take(Arriving.of(event, Timeliness.LATE, Slice.indexOf(NOON) + 5));
    drop.take(Arriving.of(event, Timeliness.LATE, Slice.indexOf(NOON) + 5));
    drop.take(Arriving.onTime(event));

    assertThat(seen(drop))
        .extracting(Seen::timeliness)
        .containsExactly(Timeliness.LATE, Timeliness.LATE, Timeliness.ON_TIME);
  }

  @Test
  void an_id_may_come_again_after_two_horizons() throws Exception {
    drop.take(Arriving.onTime(Actions.named("a", NOON)));
    drop.take(Arriving.onTime(Actions.named("b", NOON + HORIZON)));
    drop.take(Arriving.onTime(Actions.named("c", NOON + 2 * HORIZON)));
    drop.out().clear();
    Event again = Actions.named("a", NOON + 2 * HORIZON);
    drop.take(Arriving.onTime(again));

    assertThat(seen(drop)).extracting(Seen::named).containsExactly(again);
  }

  @Test
  void ids_survive_restarts_on_whichever_subtask_reads_their_partition() throws Exception {
    drop.take(Arriving.onTime(Actions.named("a", NOON), 0));
    try (var other = Subtask.fresh(step())) {
      other.take(Arriving.onTime(Actions.named("b", NOON), 1));
      List<OperatorSubtaskState> saved = List.of(drop.save(), other.save());
      List<OperatorSubtaskState> savedAgain = new ArrayList<>();
      for (int index = 0; index < 3; index++) {
        try (var idle = Subtask.restored(step(), new Place(index, 3), saved)) {
          savedAgain.add(idle.save());
        }
      }
      for (int index = 0; index < 2; index++) {
        try (var restored = Subtask.restored(step(), new Place(index, 2), savedAgain)) {
          Event unseen = Actions.named("c", NOON);
          restored.take(Arriving.onTime(Actions.named("a", NOON), 0));
          restored.take(Arriving.onTime(Actions.named("b", NOON), 1));
          restored.take(Arriving.onTime(unseen, 1));

          assertThat(seen(restored)).extracting(Seen::named).containsExactly(unseen);
        }
      }
    }
  }

  @Test
  void the_newest_ids_survive_a_restart_however_many_there_are() throws Exception {
    for (int i = 0; i < 5_000; i++) {
      drop.take(Arriving.onTime(Actions.named("id " + i, NOON + i)));
    }
    try (var restored = Subtask.restored(step(), Place.ONLY, List.of(drop.save()))) {
      restored.take(Arriving.onTime(Actions.named("id 4999", NOON + 5_000)));

      assertThat(seen(restored)).isEmpty();
    }
  }

  @Test
  void without_a_horizon_all_pass_and_what_was_remembered_is_forgotten() throws Exception {
    drop.take(Arriving.onTime(Actions.named("a", NOON)));
    DropDuplicates off = new DropDuplicates("jobs", DropDuplicates.OFF, 1_000);
    Event again = Actions.named("a", NOON);
    try (var restored = Subtask.restored(off, Place.ONLY, List.of(drop.save()))) {
      restored.take(Arriving.onTime(again));
      restored.take(Arriving.onTime(again));
      assertThat(seen(restored)).extracting(Seen::named).containsExactly(again, again);

      try (var on = Subtask.restored(step(), Place.ONLY, List.of(restored.save()))) {
        on.take(Arriving.onTime(again));
        on.take(Arriving.onTime(again));
        assertThat(seen(on)).extracting(Seen::named).containsExactly(again);
      }
    }
  }

  @Test
  void ids_after_a_snapshot_are_not_in_it() throws Exception {
    drop.take(Arriving.onTime(Actions.named("a", NOON)));
    OperatorSubtaskState saved = drop.save();
    drop.take(Arriving.onTime(Actions.named("b", NOON)));

    try (var restored = Subtask.restored(step(), Place.ONLY, List.of(saved))) {
      Event again = Actions.named("b", NOON);
      restored.take(Arriving.onTime(again));
      assertThat(seen(restored)).extracting(Seen::named).containsExactly(again);
    }
  }

  private static List<Seen> seen(Subtask<Arrivals, Arrivals> subtask) {
    return Arriving.seen(subtask.out().records());
  }
}
