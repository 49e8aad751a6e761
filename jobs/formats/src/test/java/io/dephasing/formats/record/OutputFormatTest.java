package io.dephasing.formats.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.formats.annotation.AuditRecords;
import io.dephasing.formats.fuzz.Seeds;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.Sli;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputFormatTest {
  private static final String ALERT =
      new String(Seeds.alerts().get(OutputFormat.JSON.ordinal()), UTF_8);

  @Test
  void a_record_is_the_same_whatever_it_was_written_in() {
    requirePairs(Seeds.slis(), SliRecords::read);
    requirePairs(Seeds.alerts(), new RecordBytes<>(Alert.class, Alert.getClassSchema())::read);
    requirePairs(Seeds.recommendations(), RecommendationRecords::read);
    requirePairs(Seeds.audit(), AuditRecords::read);
  }

  @Test
  void json_is_a_line_as_replay_writes_it() {
    for (byte[] bytes : Seeds.slis()) {
      Sli sli = SliRecords.read(bytes);
      if (AvroJsonReader.isJson(bytes)) {
        assertThat(bytes).asString(UTF_8).isEqualTo(AvroJson.line(sli)).doesNotContain("\n");
      }
    }
  }

  @Test
  void what_another_release_wrote_is_read_as_far_as_it_is_known() {
    String newer = ALERT.replaceFirst("\\{", "{\"shoeSize\":{\"left\":[43]},");
    assertThat(alert(newer)).isEqualTo(alert(ALERT));
    String older = ALERT.replace(",\"rollout\":\"v2\"", "");
    assertThat(alert(older).getRollout()).isNull();
    assertThat(
            alert(older.replace("\"severity\":\"PAGE\"", "\"severity\":\"SHRUG\"")).getSeverity())
        .hasToString(Alert.getClassSchema().getField("severity").schema().getEnumDefault());
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "alertId":"a1",        |                        | alertId: missing
          "alertId":"a1"         | "alertId":1            | alertId: is no string
          "startsAt":            | "startsAt":0.          | startsAt: is no long
          "startsAt":            | "startsAt":9999999     | startsAt: is no long
          "group":{              | "group":[],"x":{       | group: is no record
          "value":40.0           | "value":true           | evidence: conditions: value: is no double
          "labels":{             | "labels":"",    "x":{  | labels: is no map
          "alertId":"a1"         | "alertId":"a1          | no JSON object:
          "alertId":"a1"         | "alertId"              | no JSON object:
          """)
  void what_is_no_record_is_refused_with_the_field(String before, String after, String reason) {
    String changed = ALERT.replace(before, after == null ? "" : after);
    assertThat(changed).isNotEqualTo(ALERT);
    assertThatThrownBy(() -> alert(changed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(reason == null ? "" : reason.strip());
  }

  @Test
  void nothing_may_follow() {
    assertThatThrownBy(() -> alert(ALERT + " {}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> alert("{".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Alert alert(String json) {
    return AlertRecords.read(json.getBytes(UTF_8));
  }

  private interface Reading {
    SpecificRecord of(byte[] bytes);
  }

  private static void requirePairs(List<byte[]> seeds, Reading reading) {
    int formats = OutputFormat.values().length;
    for (int i = 0; i < seeds.size(); i += formats) {
      SpecificRecord avro = reading.of(seeds.get(i + OutputFormat.AVRO.ordinal()));
      byte[] json = seeds.get(i + OutputFormat.JSON.ordinal());
      assertThat(AvroJsonReader.isJson(json)).isTrue();
      assertThat(reading.of(json)).isEqualTo(avro);
    }
  }
}
