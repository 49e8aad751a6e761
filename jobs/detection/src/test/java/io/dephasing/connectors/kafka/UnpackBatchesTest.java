package io.dephasing.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.core.event.Absent;
import io.dephasing.formats.event.Decoded;
import io.dephasing.formats.event.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class UnpackBatchesTest {
  private final List<SourceBatch> out = new ArrayList<>();
  private final UnpackBatches unpack = new UnpackBatches();

  @Test
  void a_batch_reaches_the_offset_of_its_last_record() {
    SourceBatch batch = new SourceBatch("events", 3, 2);
    batch.refuse(refused(), Absent.MILLIS, record(14));
    batch.refuse(refused(), Absent.MILLIS, record(17));
    DecodedBatch decoded = new DecodedBatch(batch);

    unpack.deserialize(decoded, new ListCollector<>(out));

    assertThat(out).containsExactly(batch);
    assertThat(decoded.topic()).isEqualTo("events");
    assertThat(decoded.partition()).isEqualTo(3);
    assertThat(decoded.offset()).isEqualTo(17);
  }

  @Test
  void what_was_not_decoded_is_not_taken_for_an_event() {
    assertThatThrownBy(() -> unpack.deserialize(record(14), new ListCollector<>(out)))
        .hasMessage("record at events-3@14 was not decoded");
    assertThat(out).isEmpty();
  }

  private static Decoded.Refused refused() {
    return new Decoded.Refused("as the test wants it", Refusal.MALFORMED);
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset) {
    return new ConsumerRecord<>("events", 3, offset, new byte[0], new byte[0]);
  }
}
