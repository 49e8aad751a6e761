package io.dephasing.operators.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Event;
import io.dephasing.core.slice.Slice;
import io.dephasing.operators.local.Arrival.Timeliness;
import io.dephasing.operators.local.Subtask.Place;
import io.dephasing.operators.metrics.InspectableMetrics;
import io.dephasing.operators.metrics.OperatorCounter;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DropDuplicatesHarnessTest {
  private static final long HORIZON = 600_000;
  private static final long NOON = Actions.NOON;

  private final InspectableMetrics metrics = new InspectableMetrics();
  private Subtask<Arrival, Arrival> drop;

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
    Arrival first = onTime(Actions.named("a", NOON));
    drop.take(first);
    drop.take(onTime(Actions.named("a", NOON + 5)));
    Arrival other = onTime(Actions.named("b", NOON));
    drop.take(other);

    assertThat(drop.out().records()).containsExactly(first, other);
    assertThat(metrics.count(OperatorCounter.EVENTS_DUPLICATE, "jobs")).isEqualTo(1);
  }

  @Test
  void events_without_an_id_all_pass() throws Exception {
    Arrival same = onTime(Actions.at(NOON));
    drop.take(same);
    drop.take(same);

    assertThat(drop.out().records()).containsExactly(same, same);
    assertThat(metrics.count(OperatorCounter.EVENTS_DUPLICATE, "jobs")).isZero();
  }

  @Test
  void what_is_late_passes_and_its_id_is_not_remembered() throws Exception {
    Event event = Actions.named("a", NOON);
    Arrival late = new Arrival(event, Timeliness.LATE, Slice.indexOf(NOON) + 5);
    drop.take(late);
    drop.take(late);
    drop.take(onTime(event));

    assertThat(drop.out().records()).containsExactly(late, late, onTime(event));
  }

  @Test
  void an_id_may_come_again_after_two_horizons() throws Exception {
    drop.take(onTime(Actions.named("a", NOON)));
    drop.take(onTime(Actions.named("b", NOON + HORIZON)));
    drop.take(onTime(Actions.named("c", NOON + 2 * HORIZON)));
    drop.out().clear();
    Arrival again = onTime(Actions.named("a", NOON + 2 * HORIZON));
    drop.take(again);

    assertThat(drop.out().records()).containsExactly(again);
  }

  @Test
  void ids_survive_a_restart_on_whichever_subtask_reads_their_partition() throws Exception {
    drop.take(onTime(Actions.named("a", NOON)));
    try (var other = Subtask.fresh(step())) {
      other.take(onTime(Actions.named("b", NOON)));
      List<OperatorSubtaskState> saved = List.of(drop.save(), other.save());
      for (int index = 0; index < 3; index++) {
        try (var restored = Subtask.restored(step(), new Place(index, 3), saved)) {
          Arrival unseen = onTime(Actions.named("c", NOON));
          restored.take(onTime(Actions.named("a", NOON)));
          restored.take(onTime(Actions.named("b", NOON)));
          restored.take(unseen);

          assertThat(restored.out().records()).containsExactly(unseen);
        }
      }
    }
  }

  @Test
  void ids_after_a_snapshot_are_not_in_it() throws Exception {
    drop.take(onTime(Actions.named("a", NOON)));
    OperatorSubtaskState saved = drop.save();
    drop.take(onTime(Actions.named("b", NOON)));

    try (var restored = Subtask.restored(step(), Place.ONLY, List.of(saved))) {
      Arrival again = onTime(Actions.named("b", NOON));
      restored.take(again);
      assertThat(restored.out().records()).containsExactly(again);
    }
  }

  private static Arrival onTime(Event event) {
    return new Arrival(event, Timeliness.ON_TIME, Slice.indexOf(event.timeMillis()));
  }
}
