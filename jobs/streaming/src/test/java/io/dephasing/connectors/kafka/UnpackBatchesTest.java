package io.dephasing.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.connectors.event.Decoded;
import io.dephasing.connectors.event.Refusal;
import io.dephasing.core.event.Absent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class UnpackBatchesTest {
  private final List<SourceRecord> out = new ArrayList<>();
  private final UnpackBatches unpack = new UnpackBatches();

  @Test
  void a_batch_is_its_records_in_order_and_reaches_the_offset_of_the_last() {
    List<SourceRecord> records = List.of(record(14), record(15), record(17));
    DecodedBatch batch = new DecodedBatch(records);

    unpack.deserialize(batch, new ListCollector<>(out));

    assertThat(out).isEqualTo(records);
    assertThat(batch.topic()).isEqualTo("events");
    assertThat(batch.partition()).isEqualTo(3);
    assertThat(batch.offset()).isEqualTo(17);
  }

  @Test
  void what_was_not_decoded_is_not_taken_for_an_event() {
    ConsumerRecord<byte[], byte[]> bare =
        new ConsumerRecord<>("events", 3, 14, new byte[0], new byte[0]);

    assertThatThrownBy(() -> unpack.deserialize(bare, new ListCollector<>(out)))
        .hasMessage("record at events-3@14 was not decoded");
    assertThat(out).isEmpty();
  }

  private static SourceRecord record(long offset) {
    return new SourceRecord(
        new Decoded.Refused("as the test wants it", Refusal.MALFORMED),
        Absent.MILLIS,
        new ConsumerRecord<>("events", 3, offset, new byte[0], new byte[0]));
  }
}
