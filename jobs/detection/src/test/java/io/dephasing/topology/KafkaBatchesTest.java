package io.dephasing.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.connectors.kafka.FilledBatches;
import io.dephasing.connectors.kafka.SourceBatch;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.slice.GroupedEvents;
import io.dephasing.formats.event.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaBatchesTest {
  private static final long NOW = 1_772_700_000_000L;
  private static final Event EVENT =
      new Event(
          new GroupKey(EventKind.JOB_START, "shop", "sync", null),
          Instance.of("pod-1"),
          NOW,
          RunPhase.START,
          Absent.MILLIS,
          Details.NONE);

  private final SourceBatch batch = FilledBatches.empty(3);
  private final KafkaBatches batches = new KafkaBatches();

  @Test
  void an_accepted_record_is_an_event_with_its_capped_time() {
    FilledBatches.accept(batch, EVENT, NOW - 5);

    GroupedEvents events = batches.events(batch);
    assertThat(events.size()).isEqualTo(1);
    assertThat(events.group(0)).isSameAs(EVENT.group());
    assertThat(events.events().timeMillis(0)).isEqualTo(NOW);
    assertThat(events.cappedTimeMillis(0)).isEqualTo(NOW - 5);
    assertThat(batches.partition(batch)).isEqualTo(3);
    assertThat(refusals()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_refused_record_is_no_event_and_is_counted_under_its_kind(Refusal kind) {
    FilledBatches.refuse(batch, kind);

    assertThat(batches.events(batch).size()).isZero();
    assertThat(refusals()).containsExactly(kind.id());
  }

  @Test
  void an_event_among_refused_records_keeps_its_own_record() {
    FilledBatches.refuse(batch, Refusal.MALFORMED);
    FilledBatches.accept(batch, EVENT, NOW);
    FilledBatches.refuse(batch, Refusal.MALFORMED);
    FilledBatches.accept(batch, EVENT, NOW);

    assertThat(batches.late(batch, 0).place().offset()).isEqualTo(15);
    assertThat(batches.late(batch, 1).place().offset()).isEqualTo(17);
  }

  @Test
  void it_travels_to_the_task_managers() throws Exception {
    assertThat(InstantiationUtil.clone(batches).partition(batch)).isEqualTo(3);
  }

  private List<String> refusals() {
    List<String> refusals = new ArrayList<>();
    batches.forEachRefused(batch, (refusal, letter) -> refusals.add(refusal));
    return refusals;
  }
}
