package io.dephasing.formats.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Lifetime;
import io.dephasing.core.alert.Status;
import io.dephasing.core.alert.Wording;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.herd.DetectedHerd;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.recommendation.Assignment;
import io.dephasing.core.recommendation.Plan;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.core.rule.AlertEvidence;
import io.dephasing.core.rule.MetCondition;
import io.dephasing.core.sli.Comparison;
import io.dephasing.core.sli.Compliance;
import io.dephasing.core.sli.NonScalars;
import io.dephasing.core.sli.SampleMeasures;
import io.dephasing.core.sli.Window;
import io.dephasing.core.sli.WindowExamples;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.ActivityTimeline;
import io.dephasing.core.slice.ActivityTimeline.Transition;
import io.dephasing.core.slice.InstanceActivity;
import io.dephasing.core.slice.ResourceCount;
import io.dephasing.core.slice.WindowExemplar;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.RETRY, "pay/ments", "charge", null);

  @Test
  void an_alert_reads_as_design_names_its_fields() throws Exception {
    JsonNode json = json(alert(Absent.MILLIS));
    assertThat(json.path("state").asText()).isEqualTo("FIRING");
    assertThat(json.path("severity").asText()).isEqualTo("PAGE");
    assertThat(json.path("groupKey").asText()).isEqualTo("retry/pay%2Fments/charge");
    assertThat(json.path("group").path("kind").asText()).isEqualTo("retry");
    assertThat(json.path("startsAt").asLong()).isEqualTo(1_700_000_000_000L);
    JsonNode condition = json.path("evidence").path("conditions").get(0);
    assertThat(condition.path("name").asText()).isEqualTo("herd_size");
    assertThat(condition.path("value").asDouble()).isEqualTo(200.0);
    assertThat(json.path("labels").path("severity").asText()).isEqualTo("page");
  }

  @Test
  void an_alert_says_how_often_it_was_told_and_who_speaks_for_it() throws Exception {
    Alert record = AlertRecords.read(AlertRecords.bytes(alert(Absent.MILLIS)));
    assertThat(record.getRevision()).isEqualTo(2);
    assertThat(record.getInhibitedBy()).isEqualTo("00000000000000a0");
    assertThat(json(alert(Absent.MILLIS)).path("revision").asInt()).isEqualTo(2);
    assertThat(json(alert(Absent.MILLIS)).path("inhibitedBy").asText())
        .isEqualTo("00000000000000a0");
  }

  @ParameterizedTest
  @EnumSource(AlertState.class)
  void an_alert_whose_state_nobody_knows_is_none(AlertState state) {
    Alert record = AlertRecords.record(alert(Absent.MILLIS));
    record.setState(state);
    byte[] bytes = new RecordBytes<>(Alert.class, Alert.getClassSchema()).write(record);

    if (state == AlertState.UNKNOWN) {
      assertThatThrownBy(() -> AlertRecords.read(bytes))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("alert 0123456789abcdef: its state is unknown to this release");
    } else {
      assertThat(AlertRecords.read(bytes).getState()).isEqualTo(state);
    }
  }

  @Test
  void what_is_undefined_is_absent_and_never_null() throws Exception {
    String line = AvroJson.line(AlertRecords.record(alert(Absent.MILLIS)));
    assertThat(line).doesNotContain("null", "endsAt", "cohort", "rollout").doesNotContain("\n");
    assertThat(json(alert(1_700_000_060_000L)).path("rollout").asText()).isEqualTo("v42");
    assertThat(json(alert(1_700_000_060_000L)).path("endsAt").asLong())
        .isEqualTo(1_700_000_060_000L);
  }

  @Test
  void what_was_written_is_read_back() {
    AlertTransition alert = alert(1_700_000_060_000L);
    assertThat(AlertRecords.read(AlertRecords.bytes(alert))).isEqualTo(AlertRecords.record(alert));
    assertThatThrownBy(() -> AlertRecords.read(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] cut = AlertRecords.bytes(alert);
    assertThatThrownBy(() -> AlertRecords.read(Arrays.copyOf(cut, cut.length - 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 1_000_000_000, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void a_length_that_is_only_claimed_is_refused(long length) throws IOException {
    byte[] alert = Arrays.copyOf(AlertRecords.bytes(alert(Absent.MILLIS)), 10);
    byte[] sli = Arrays.copyOf(new SliWriter().bytes(sli()), 10);

    assertThatThrownBy(() -> AlertRecords.read(claiming(alert, length)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("alertId: length %d where 3 bytes are left", length);
    assertThatThrownBy(() -> SliRecords.read(claiming(sli, length)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kind: length %d where 3 bytes are left", length);
  }

  private static byte[] claiming(byte[] header, long length) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(header);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    encoder.writeLong(length);
    encoder.flush();
    out.write(new byte[3]);
    return out.toByteArray();
  }

  @Test
  void an_sli_reads_as_design_names_its_fields() throws Exception {
    WindowSli sli = sli();
    JsonNode json =
        new ObjectMapper().readTree(AvroJson.line(SliRecords.read(new SliWriter().bytes(sli))));
    assertThat(json.path("windowStart").asLong()).isEqualTo(60_000);
    assertThat(json.path("revision").asInt()).isEqualTo(1);
    assertThat(json.path("measures").path("events").asDouble()).isEqualTo(3.0);
    assertThat(json.path("measures").size()).isEqualTo(1);
    assertThat(json.path("outcomes").path("success").asLong()).isEqualTo(1);
    assertThat(json.path("outcomes").path("unknown").asLong()).isEqualTo(5);
    assertThat(json.path("herds").get(0).path("size").asInt()).isEqualTo(20);
    assertThat(json.path("baselines").path("rate_peak_per_second").asDouble()).isEqualTo(40.0);
    JsonNode change = json.path("changes").path("rate_peak_per_second");
    assertThat(change.path("value").asDouble()).isEqualTo(-0.4);
    assertThat(change.path("high").asDouble()).isEqualTo(-0.3);
    assertThat(json.path("perSecond")).hasSize(2);
    assertThat(json.has("attempts")).as("the kind has none").isFalse();
    assertThat(json.has("objective")).as("undefined").isFalse();
    JsonNode transition = json.path("timeline").get(0).path("transitions").get(0);
    assertThat(transition.path("at").asLong()).isEqualTo(61_000);
    assertThat(transition.path("state").asText()).isEqualTo("RUNNING");
    assertThat(json.path("exemplars").get(0).path("startDelayMillis").asLong()).isEqualTo(1_000);
    assertThat(json.path("topResourceKeys").get(0).path("key").asText()).isEqualTo("home-page");
    assertThat(json.path("topResourceKeys").get(0).path("events").asLong()).isEqualTo(7);
    assertThat(json.path("exemplars").get(1).has("startDelayMillis")).as("undefined").isFalse();
  }

  @Test
  void a_recommendation_reads_as_design_names_its_fields() throws Exception {
    SpreadRecommendation recommendation =
        new SpreadRecommendation(
            GROUP,
            "0123456789abcdef",
            1_700_000_001_000L,
            200,
            new Plan(
                new Plan.Spread(2, 1, 60_000, 30_000, Assignment.RANK),
                1,
                1,
                List.of(new Plan.Slot("pod-1", 0), new Plan.Slot("pod-2", 30_000)),
                ""),
            "default");

    JsonNode json =
        new ObjectMapper().readTree(AvroJson.line(RecommendationRecords.record(recommendation)));
    assertThat(json.path("groupKey").asText()).isEqualTo("retry/pay%2Fments/charge");
    assertThat(json.path("decidedAt").asLong()).isEqualTo(1_700_000_001_000L);
    assertThat(json.path("assignment").asText()).isEqualTo("RANK");
    assertThat(json.path("spreadWindowMillis").asLong()).isEqualTo(60_000);
    assertThat(json.path("addedDelayMillis").asDouble()).isEqualTo(30_000.0);
    assertThat(json.path("slots").get(1).path("offsetMillis").asLong()).isEqualTo(30_000);
    assertThat(json.has("reason")).as("nothing to say").isFalse();
    assertThat(RecommendationRecords.read(RecommendationRecords.bytes(recommendation)))
        .isEqualTo(RecommendationRecords.record(recommendation));
  }

  private static WindowSli sli() {
    return new WindowSli(
        GROUP,
        new Window(60_000, 120_000),
        1,
        SampleMeasures.of(Map.of("events", 3.0)),
        new Compliance(
            Map.of("herd_ratio", 0.25),
            true,
            Double.NaN,
            "default",
            new Comparison(
                Map.of("rate_peak_per_second", 40.0),
                Map.of("rate_peak_per_second", new Comparison.Change(-0.5, -0.4, -0.3)))),
        new NonScalars(
            List.of(new DetectedHerd(60_000, 2_000, 3_000, 20, 0.5, 12)),
            new int[] {1, 2},
            new int[0],
            new int[] {1, 2, 3, 4, 5},
            new int[0],
            new int[0],
            List.of(new ResourceCount("home-page", 7))),
        new WindowExamples(
            List.of(
                new ActivityTimeline(
                    "pod-1", List.of(new Transition(61_000, InstanceActivity.RUNNING)))),
            List.of(
                new WindowExemplar("trace", "pod-1", 61_000, 1_000),
                new WindowExemplar("other", "pod-2", 62_000, Absent.MILLIS))));
  }

  private static JsonNode json(AlertTransition alert) throws Exception {
    return new ObjectMapper().readTree(AvroJson.line(AlertRecords.record(alert)));
  }

  private static AlertTransition alert(long endsAtMillis) {
    return new AlertTransition(
        new AlertTransition.Identity("0123456789abcdef", "fedcba9876543210", "herd"),
        Status.FIRING,
        AlertSeverity.PAGE,
        GROUP,
        new Lifetime(1_700_000_000_000L, endsAtMillis, 1_700_000_001_000L),
        new AlertTransition.Finding(
            new Wording("200 at once", "200 of 200 within 1 s", "docs/runbooks/herd.md"),
            new AlertEvidence(
                List.of(new MetCondition("herd_size", 200, 12, "count")),
                List.of(0, 200, 0),
                List.of("pod-1")),
            Map.of("severity", "page"),
            Absent.isGiven(endsAtMillis) ? "v42" : null),
        "default",
        new AlertTransition.Retelling(2, "00000000000000a0"));
  }
}
