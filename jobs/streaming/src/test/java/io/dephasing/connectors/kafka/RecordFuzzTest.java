package io.dephasing.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.connectors.annotation.AnnotationReader;
import io.dephasing.connectors.annotation.AnnotationRecords;
import io.dephasing.connectors.annotation.AuditRecords;
import io.dephasing.connectors.event.Decoded;
import io.dephasing.connectors.event.Refusal;
import io.dephasing.connectors.fuzz.Mutations;
import io.dephasing.connectors.fuzz.Seeds;
import io.dephasing.connectors.kafka.KeyedRecords.Keying;
import io.dephasing.connectors.record.AvroJson;
import io.dephasing.connectors.record.OutputFormat;
import io.dephasing.core.annotation.AnnotationChange;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is on our own topics has a key or is counted as unreadable. */
@Tag("fuzz")
class RecordFuzzTest {
  private static final int LARGEST_LETTER = 1_500;

  @ParameterizedTest
  @EnumSource(Keying.class)
  void records_of_the_export_job(Keying keying) {
    KeyedRecords reader = new KeyedRecords(keying);
    AtomicInteger known = new AtomicInteger();
    Mutations.of(
        switch (keying) {
          case SLI_BY_GROUP -> Seeds.slis();
          case ALERT_BY_GROUP, ALERT_BY_FINGERPRINT -> Seeds.alerts();
          case RECOMMENDATION_BY_GROUP -> Seeds.recommendations();
          case AUDIT_BY_LINE -> Seeds.audit();
        },
        record -> {
          Tuple2<String, byte[]> keyed =
              reader.keyed(new ConsumerRecord<>("t", 0, 7, record, record));
          assertThat(keyed.f0).isNotNull();
          assertThat(keyed.f1).isNotNull();
          known.addAndGet(keyed.f1.length == record.length + 1 ? 1 : 0);
        });
    assertThat(known).as("records with a key").hasPositiveValue();
  }

  @Test
  void annotations_and_what_is_told_of_them() {
    Mutations.of(Seeds.annotations(), record -> tell(record, true));
    String json = AvroJson.line(AnnotationRecords.record(Seeds.MAINTENANCE));
    Mutations.of(List.of(json.getBytes(UTF_8)), record -> tell(record, false));
  }

  /** Half a character can be read from JSON and not written in UTF-8. */
  @Test
  void a_refusal_that_quotes_half_a_character_is_told_as_it_can_be_read() {
    String json = AvroJson.line(AnnotationRecords.record(Seeds.MAINTENANCE));
    tell(json.replace("MAINTENANCE", "MAINTENA\\ud8CE").getBytes(UTF_8), false);
  }

  private static void tell(byte[] record, boolean hasKey) {
    AnnotationChange change =
        AnnotationReader.read(hasKey ? "m1".getBytes(UTF_8) : null, record, Seeds.PLACE);
    for (OutputFormat format : OutputFormat.values()) {
      byte[] told = Objects.requireNonNull(RecordSinks.record("audit", change, format).value());
      assertThat(AuditRecords.read(told)).isEqualTo(AuditRecords.record(change));
    }
    var unused = AnnotationReader.glance(record);
  }

  @Test
  void dead_letters_fit_whatever_came() {
    Properties producer = new Properties();
    producer.setProperty("max.request.size", String.valueOf(LARGEST_LETTER));
    DeadLetterSerialization letters = new DeadLetterSerialization("dead", producer);
    Mutations.of(
        Seeds.slis(),
        record -> {
          ConsumerRecord<byte[], byte[]> source = new ConsumerRecord<>("t", 0, 7, record, record);
          source.headers().add(new String(record, UTF_8), record).add("trace", null);
          var letter = DeadLetter.refused(new Decoded.Refused("no", Refusal.MALFORMED), source);
          assertThat(LargestRecord.size(letters.record(letter)))
              .isLessThanOrEqualTo(LARGEST_LETTER);
        });
  }
}
