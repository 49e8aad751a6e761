package io.dephasing.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.formats.event.Decoded;
import io.dephasing.formats.event.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLettersTest {
  private static final byte[] VALUE = {0, -1, 2};
  private static final Decoded.Refused BLANK =
      new Decoded.Refused("service: blank", Refusal.INVALID_FIELD);

  @Test
  void a_dead_letter_is_the_record_as_it_came_and_says_why_and_whence() {
    DeadLetter letter = DeadLetter.refused(BLANK, source("key".getBytes(UTF_8), VALUE));
    ProducerRecord<byte[], byte[]> record = DeadLetters.record("dead", letter);
    assertThat(record.topic()).isEqualTo("dead");
    assertThat(record.key()).isEqualTo("key".getBytes(UTF_8));
    assertThat(record.value()).isEqualTo(VALUE);
    assertThat(headers(record))
        .containsExactly(
            Map.entry("trace", "abc"),
            Map.entry("dephasing.error.reason", "service: blank"),
            Map.entry("dephasing.error.exception", "InvalidFieldException"),
            Map.entry("dephasing.error.topic", "events"),
            Map.entry("dephasing.error.partition", "3"),
            Map.entry("dephasing.error.offset", "14"),
            Map.entry("dephasing.error.timestamp", "1700000000000"));
  }

  @Test
  void a_tombstone_without_key_stays_one() {
    ProducerRecord<byte[], byte[]> record =
        DeadLetters.record("dead", DeadLetter.late(source(null, null)));
    assertThat(record.key()).isNull();
    assertThat(record.value()).isNull();
    assertThat(headers(record)).containsEntry("dephasing.error.reason", "late");
  }

  @ParameterizedTest
  @CsvSource({
    "1048576, 3000000,       3,       0", // a value that fits no topic
    "1048576, 1000000, 1000000,       0", // and a key
    "1048576,     100,       3, 3000000", // or headers
    "   2000,    1990,       3,      10",
    "1048576, 1048500,       3,      10" // whole, but for what we say of it
  })
  void what_is_too_large_for_its_topic_is_written_in_part(
      int largest, int valueBytes, int keyBytes, int headerBytes) {
    byte[] value = new byte[valueBytes];
    Arrays.fill(value, (byte) 7);
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", "abc".getBytes(UTF_8));
    headers.add("long", new byte[headerBytes]);
    DeadLetter letter = DeadLetter.refused(BLANK, source(new byte[keyBytes], value, headers));

    ProducerRecord<byte[], byte[]> record = serialization(largest).record(letter);

    assertThat(LargestRecord.size(record)).isBetween(Math.min(valueBytes, largest / 2), largest);
    byte[] beginning = record.value();
    assertThat(value).startsWith(beginning);
    assertThat(headers(record))
        .containsEntry("trace", "abc")
        .containsEntry("dephasing.error.reason", "service: blank")
        .hasEntrySatisfying(
            "dephasing.error.cut",
            note ->
                assertThat(note)
                    .startsWith("value %d of %d bytes;".formatted(beginning.length, valueBytes))
                    .contains("key %d of %d bytes;".formatted(record.key().length, keyBytes))
                    .endsWith("of 2"));
  }

  @Test
  void a_letter_that_just_fits_is_whole_and_one_byte_more_is_cut() {
    DeadLetter letter = DeadLetter.refused(BLANK, source(null, new byte[5_000]));
    int size = LargestRecord.size(DeadLetters.record("dead", letter));

    assertThat(serialization(size).record(letter).value()).hasSize(5_000);
    assertThat(serialization(size - 1).record(letter).value()).hasSizeLessThan(5_000);
  }

  @Test
  void as_much_is_written_as_the_producer_is_told() {
    Properties producer = new Properties();
    assertThat(LargestRecord.producerBytes(producer)).isEqualTo(1 << 20);
    producer.setProperty("max.request.size", "5000");
    assertThat(LargestRecord.producerBytes(producer)).isEqualTo(5_000);
    producer.setProperty("buffer.memory", "4000");
    assertThat(LargestRecord.producerBytes(producer)).isEqualTo(4_000);
  }

  private static DeadLetterSerialization serialization(int largest) {
    Properties producer = new Properties();
    producer.setProperty("max.request.size", String.valueOf(largest));
    return new DeadLetterSerialization("dead", producer);
  }

  @Test
  void a_dead_letter_survives_the_way_to_another_subtask() throws IOException {
    for (DeadLetter letter :
        new DeadLetter[] {
          DeadLetter.refused(BLANK, source("key".getBytes(UTF_8), VALUE)),
          DeadLetter.late(source(null, null))
        }) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      DeadLetterSerializer.INSTANCE.serialize(letter, new DataOutputViewStreamWrapper(out));
      var in = new DataInputViewStreamWrapper(new ByteArrayInputStream(out.toByteArray()));
      assertThat(DeadLetterSerializer.INSTANCE.deserialize(in)).isEqualTo(letter);
    }
  }

  @Test
  void a_batch_stays_with_its_source() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(
            () ->
                SourceBatch.TYPE
                    .createSerializer(new SerializerConfigImpl())
                    .serialize(
                        new SourceBatch("events", 3, 1), new DataOutputViewStreamWrapper(out)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("chaining must not be disabled");
  }

  private static ConsumerRecord<byte[], byte[]> source(
      byte @Nullable [] key, byte @Nullable [] value) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", "abc".getBytes(UTF_8));
    return source(key, value, headers);
  }

  private static ConsumerRecord<byte[], byte[]> source(
      byte @Nullable [] key, byte @Nullable [] value, RecordHeaders headers) {
    return new ConsumerRecord<>(
        "events",
        3,
        14,
        1_700_000_000_000L,
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        headers,
        Optional.empty());
  }

  private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    record
        .headers()
        .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }
}
