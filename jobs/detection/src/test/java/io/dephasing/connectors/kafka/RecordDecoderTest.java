package io.dephasing.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventKind;
import io.dephasing.formats.event.EventOrigin;
import io.dephasing.formats.wire.WireFormats;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordDecoderTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final long TEN_MINUTES = 600_000;
  private static final long LATE_AFTER = 124_000;
  private static final long MAX_AGE = 7 * 86_400_000L;

  private final ManualEventClock clock = new ManualEventClock(NOW);

  @Test
  void the_records_time_is_the_brokers_where_the_broker_set_it() {
    assertThat(brokerTime(read(EventOrigin.LIVE, NOW, NOW + 7, TimestampType.LOG_APPEND_TIME, "")))
        .isEqualTo(NOW + 7);
    assertThat(brokerTime(read(EventOrigin.LIVE, NOW, NOW + 7, TimestampType.CREATE_TIME, "")))
        .isEqualTo(Absent.MILLIS);
  }

  @Test
  void in_a_replay_the_brokers_time_is_in_the_line_or_unknown() {
    assertThat(
            brokerTime(
                read(
                    EventOrigin.REPLAY,
                    NOW,
                    NOW + 7,
                    TimestampType.LOG_APPEND_TIME,
                    ",\"ingestTime\":" + (NOW + 3))))
        .isEqualTo(NOW + 3);
    assertThat(brokerTime(read(EventOrigin.REPLAY, NOW, NOW, TimestampType.LOG_APPEND_TIME, "")))
        .isEqualTo(Absent.MILLIS);
  }

  @Test
  void an_event_counts_as_no_later_than_its_brokers_time_or_else_the_clock() {
    SourceBatch known = read(EventOrigin.LIVE, NOW + 5_000, NOW, TimestampType.LOG_APPEND_TIME, "");
    assertThat(capped(known)).isEqualTo(NOW);
    clock.advance(1_000);
    SourceBatch unknown = read(EventOrigin.LIVE, NOW + 5_000, NOW, TimestampType.CREATE_TIME, "");
    assertThat(capped(unknown)).isEqualTo(NOW + 1_000);
    SourceBatch past = read(EventOrigin.LIVE, NOW - 9, NOW, TimestampType.CREATE_TIME, "");
    assertThat(capped(past)).isEqualTo(NOW - 9);
  }

  @Test
  void ten_minutes_ahead_is_accepted_and_more_is_far_future() {
    assertThat(
            read(EventOrigin.LIVE, NOW + TEN_MINUTES, NOW, TimestampType.LOG_APPEND_TIME, "")
                .refused())
        .isEmpty();
    SourceBatch byBroker =
        read(EventOrigin.LIVE, NOW + TEN_MINUTES + 1, NOW, TimestampType.LOG_APPEND_TIME, "");
    assertThat(reason(byBroker))
        .isEqualTo("far future: eventTime is 600001 ms ahead of the broker's time");
    SourceBatch byClock =
        read(EventOrigin.LIVE, NOW + TEN_MINUTES + 1, NOW + 1, TimestampType.CREATE_TIME, "");
    assertThat(reason(byClock)).startsWith("far future").endsWith("the clock");
    assertThat(byClock.events().largestCappedTimeMillis()).isEqualTo(Absent.MILLIS);
  }

  @Test
  void without_ingest_times_the_estimate_tells_the_future_of_a_replay_and_not_its_past() {
    long someday = 4_000_000_000_000L;
    assertThat(capped(replayed(someday, someday - TEN_MINUTES))).isEqualTo(someday);
    assertThat(reason(replayed(someday, someday - TEN_MINUTES - 1)))
        .isEqualTo("far future: eventTime is 600001 ms ahead of the lines that follow it");
    assertThat(capped(replayed(NOW, someday))).isEqualTo(NOW);
    assertThat(reason(replayed(NOW / 1000, NOW))).endsWith("is it seconds, not milliseconds?");
  }

  @Test
  void without_an_estimate_a_replay_has_no_future() {
    assertThat(capped(replayed(NOW, 0))).isEqualTo(NOW);
  }

  private static SourceBatch replayed(long eventTime, long estimate) {
    SourceBatch batch = FilledBatches.empty(1);
    decoder(EventOrigin.REPLAY, StandardClock.NONE)
        .decode(record(eventTime, estimate, TimestampType.CREATE_TIME, ""), batch);
    return batch;
  }

  private SourceBatch read(
      EventOrigin origin, long eventTime, long recordTime, TimestampType type, String more) {
    SourceBatch batch = FilledBatches.empty(1);
    decoder(origin, clock).decode(record(eventTime, recordTime, type, more), batch);
    return batch;
  }

  private static RecordDecoder decoder(EventOrigin origin, EventClock clock) {
    return new RecordDecoder.Making(
            EventKind.JOB_START,
            origin,
            WireFormats.all(),
            List.of(),
            new EventTimes(clock, LATE_AFTER, MAX_AGE))
        .decoder();
  }

  private static ConsumerRecord<byte[], byte[]> record(
      long eventTime, long recordTime, TimestampType type, String more) {
    String json =
        """
        {"type":"job-start","service":"s","job":"j","instanceId":"i","phase":"START","eventTime":%d%s}
        """
            .formatted(eventTime, more);
    return new ConsumerRecord<>(
        "events",
        1,
        2,
        recordTime,
        type,
        0,
        json.length(),
        null,
        json.getBytes(UTF_8),
        new RecordHeaders(),
        Optional.empty());
  }

  private static long brokerTime(SourceBatch batch) {
    return batch.events().events().brokerTimeMillis(0);
  }

  private static long capped(SourceBatch batch) {
    assertThat(batch.refused()).isEmpty();
    return batch.events().cappedTimeMillis(0);
  }

  private static String reason(SourceBatch batch) {
    assertThat(batch.refused()).hasSize(1);
    return batch.refused().get(0).letter().cause().reason();
  }
}
