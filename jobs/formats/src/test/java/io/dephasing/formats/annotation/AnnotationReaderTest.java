package io.dephasing.formats.annotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.AnnotationChange.Outcome;
import io.dephasing.core.annotation.AnnotationChange.Place;
import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.annotation.AnnotationScope;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.annotation.ScopedAnnotation.Period;
import io.dephasing.core.annotation.ScopedAnnotation.Text;
import io.dephasing.core.event.EventKind;
import io.dephasing.formats.record.AvroJson;
import io.dephasing.formats.record.RecordBytes;
import io.dephasing.schemas.Audit;
import io.dephasing.schemas.AuditVerdict;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationReaderTest {
  private static final long T = 1_772_700_000_000L;
  private static final Place PLACE = new Place("dephasing.annotations", 0, 7, T);
  private static final ScopedAnnotation MAINTENANCE =
      new ScopedAnnotation(
          "m1",
          AnnotationKind.MAINTENANCE,
          new AnnotationScope("shop", EventKind.RETRY, "pay", "eu"),
          new Period(T, T + 60_000),
          new Text("Move ☂", "2", "ops", "discs"));

  @Test
  void avro_and_json_say_the_same() {
    byte[] json = AvroJson.line(AnnotationRecords.record(MAINTENANCE)).getBytes(UTF_8);

    for (byte[] value : new byte[][] {AnnotationRecords.bytes(MAINTENANCE), json}) {
      assertThat(read("m1", value)).isEqualTo(AnnotationChange.accepted(MAINTENANCE, PLACE));
    }
    assertThat(AnnotationReader.glance(json)).isEqualTo(new AnnotationReader.Glance("m1", T));
  }

  /** 18 bytes that claim 2 GiB; what is compacted is read again at each start. */
  @Test
  void a_length_that_is_only_claimed_is_refused_before_it_is_allocated() {
    byte[] claim = Arrays.copyOf(AnnotationRecords.bytes(MAINTENANCE), 18);
    byte[] twoGibibytes = {-2, -1, -1, -1, 15, 0, 0, 0};
    System.arraycopy(twoGibibytes, 0, claim, 10, 8);

    AnnotationChange change = read("m1", claim);

    assertThat(change.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(change.refusal()).contains("id: length 2147483647 where 3 bytes are left");
  }

  @Test
  void what_is_larger_than_any_annotation_is_not_read() {
    AnnotationChange change = read("m1", "[".repeat(3_000_000).getBytes(UTF_8));

    assertThat(change.refusal()).isEqualTo("3000000 bytes are more than 131072");
  }

  @Test
  void its_names_are_spelled_as_those_of_groups() {
    String json =
        "{\"id\":\"m1\",\"type\":\"ROLLOUT_END\",\"service\":\"shop\\n\",\"group\":\"pay\\tall\",\"at\":1}";

    ScopedAnnotation annotation =
        Objects.requireNonNull(read("m1", json.getBytes(UTF_8)).annotation());

    assertThat(annotation.scope()).isEqualTo(new AnnotationScope("shop", null, "pay␉all", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"id":"m1"}                                              | type: missing
          {"id":"m1","type":"COMET"}                               | type: 'COMET' is none of
          {"id":"m1","type":"ROLLOUT_END","at":1772700000000}      | service: missing
          {"id":"m1","type":"ROLLOUT_END","service":"a"}           | at: missing
          {"id":"m1","type":"ROLLOUT_END","service":"a","at":1.5}  | at: must be ms
          {"id":"m1","type":"ROLLOUT_END","service":"a","at":9e99} | at: must be ms
          {"id":"m1","type":"ROLLOUT_END","service":3,"at":1}      | service: must be a text
          {"id":"m1","type":"ROLLOUT_END","service":"a","at":1,"gruop":"b"} | gruop: unknown field
          {"id":"m1","type":"ROLLOUT_END","service":"a","at":1,"kind":"b"}  | kind: 'b' is none of
          {"id":"m1","type":"MAINTENANCE","service":"a","at":1}    | until: missing
          {"id":"m1","type":"MAINTENANCE","service":"a","at":5,"until":5}   | until: 5 must be after
          {"id":"m2","type":"ROLLOUT_END","service":"a","at":1}    | key: 'm1' is not
          {"id":"m1","id":"m1"}                                    | no JSON object
          {"id":"m1"} {}                                           | no JSON object
          [1]                                                      | no JSON object
          junk                                                     | no JSON object
          """)
  void what_is_malformed_is_refused_with_its_reason(String json, String why) {
    AnnotationChange change = read("m1", json.getBytes(UTF_8));

    assertThat(change.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(change.id()).isEqualTo("m1");
    assertThat(change.refusal()).contains(why).doesNotContain("\n");
  }

  @Test
  void bytes_that_no_schema_wrote_are_refused() {
    byte[] avro = AnnotationRecords.bytes(MAINTENANCE);
    byte[] foreign = avro.clone();
    foreign[4] ^= 1;
    for (byte[] value : new byte[][] {{}, {(byte) 0xC3}, Arrays.copyOf(avro, 20), foreign}) {
      assertThat(read("m1", value).outcome()).isEqualTo(Outcome.REFUSED);
    }
  }

  @Test
  void a_type_of_a_later_release_is_refused() {
    io.dephasing.schemas.Annotation later = AnnotationRecords.record(MAINTENANCE);
    later.setType(io.dephasing.schemas.AnnotationType.UNKNOWN);
    byte[] bytes =
        new RecordBytes<>(
                io.dephasing.schemas.Annotation.class,
                io.dephasing.schemas.Annotation.getClassSchema())
            .write(later);

    assertThat(read("m1", bytes).refusal()).contains("UNKNOWN");
  }

  @Test
  void times_that_no_long_holds_are_refused() {
    io.dephasing.schemas.Annotation odd = AnnotationRecords.record(MAINTENANCE);
    odd.setAt(Instant.ofEpochMilli(Long.MAX_VALUE));
    byte[] bytes =
        new RecordBytes<>(
                io.dephasing.schemas.Annotation.class,
                io.dephasing.schemas.Annotation.getClassSchema())
            .write(odd);

    assertThat(read("m1", bytes).refusal()).contains("between 1970 and 2100");
  }

  @Test
  void a_record_without_value_withdraws_what_its_key_names() {
    assertThat(AnnotationReader.read("m1".getBytes(UTF_8), null, PLACE))
        .isEqualTo(AnnotationChange.withdrawn("m1", null, PLACE));
    assertThat(AnnotationReader.read(null, null, PLACE).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void the_audit_tells_who_what_when_and_why() {
    Audit accepted =
        AuditRecords.read(AuditRecords.bytes(AnnotationChange.accepted(MAINTENANCE, PLACE)));
    assertThat(accepted.getVerdict()).isEqualTo(AuditVerdict.ACCEPTED);
    assertThat(accepted.getAuthor()).isEqualTo("ops");
    assertThat(accepted.getReason()).isEqualTo("discs");
    assertThat(accepted.getPublishedAt()).isEqualTo(Instant.ofEpochMilli(T));
    assertThat(AnnotationRecords.of(accepted.getAnnotation())).isEqualTo(MAINTENANCE);

    Audit refused =
        AuditRecords.read(
            AuditRecords.bytes(AnnotationChange.refused("m1", "until: missing", PLACE)));
    assertThat(refused.getVerdict()).isEqualTo(AuditVerdict.REFUSED);
    assertThat(refused.getRefusal()).isEqualTo("until: missing");
    assertThat(AvroJson.line(refused))
        .isEqualTo(
            "{\"subject\":\"ANNOTATION\",\"subjectId\":\"m1\",\"verdict\":\"REFUSED\","
                + "\"publishedAt\":1772700000000,\"topic\":\"dephasing.annotations\","
                + "\"partition\":0,\"offset\":7,\"refusal\":\"until: missing\"}");
  }

  private static AnnotationChange read(String key, byte[] value) {
    return AnnotationReader.read(key.getBytes(UTF_8), value, PLACE);
  }
}
