package io.dephasing.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.formats.annotation.AnnotationReader;
import io.dephasing.formats.annotation.AnnotationRecords;
import io.dephasing.formats.annotation.AuditRecords;
import io.dephasing.formats.event.Decoded;
import io.dephasing.formats.event.Refusal;
import io.dephasing.formats.fuzz.Mutations;
import io.dephasing.formats.fuzz.Seeds;
import io.dephasing.formats.record.AvroJson;
import io.dephasing.formats.record.OutputFormat;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is on the annotations' topic can be told of, and whatever is refused fits its topic. */
@Tag("fuzz")
class RecordFuzzTest {
  private static final int LARGEST_LETTER = 1_500;

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
