package io.dephasing.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.connectors.event.Refusal;
import io.dephasing.connectors.kafka.SourceRecord;
import io.dephasing.connectors.kafka.SourceRecords;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Phase;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordArrivalsTest {
  private static final long NOW = 1_772_700_000_000L;
  private static final Event EVENT =
      new Event(
          new GroupKey(EventKind.JOB_START, "shop", "sync", null),
          Instance.of("pod-1"),
          NOW,
          Phase.START,
          Absent.MILLIS,
          Details.NONE);

  private final RecordArrivals arrivals = new RecordArrivals();

  @Test
  void an_accepted_record_is_an_event_with_its_capped_time() {
    SourceRecord record = SourceRecords.accepted(3, EVENT, NOW - 5);

    assertThat(arrivals.event(record)).isSameAs(EVENT);
    assertThat(arrivals.partition(record)).isEqualTo(3);
    assertThat(arrivals.cappedTimeMillis(record)).isEqualTo(NOW - 5);
    assertThat(arrivals.refusal(record)).isEqualTo("none");
  }

  @ParameterizedTest
  @EnumSource
  void a_refused_record_is_no_event_and_is_counted_under_its_kind(Refusal kind) {
    SourceRecord record = SourceRecords.refused(2, kind);

    assertThat(arrivals.event(record)).isNull();
    assertThat(arrivals.partition(record)).isEqualTo(2);
    assertThat(arrivals.refusal(record)).isEqualTo(kind.id());
  }

  @Test
  void it_travels_to_the_task_managers() throws Exception {
    assertThat(InstantiationUtil.clone(arrivals).refusal(SourceRecords.accepted(0, EVENT, NOW)))
        .isEqualTo("none");
  }
}
