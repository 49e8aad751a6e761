package io.dephasing.export.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.export.kafka.KeyedRecords.Keying;
import io.dephasing.formats.record.RecordBytes;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Evidence;
import io.dephasing.schemas.Group;
import io.dephasing.schemas.Severity;
import io.dephasing.schemas.Sli;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyedRecordsTest {
  private static final String KEY = "job-start/shop%2Feu/nightly";
  private static final Instant END = Instant.ofEpochMilli(1_772_700_060_000L);

  @Test
  void a_record_comes_with_its_key_and_the_mark_of_its_topic() {
    byte[] bytes = sli("job-start", "shop/eu", "nightly", KEY);

    Tuple2<String, byte[]> keyed = keyed(Keying.SLI_BY_GROUP, bytes);

    assertThat(keyed.f0).isEqualTo(KEY);
    assertThat(keyed.f1[0]).isEqualTo(Keying.SLI_BY_GROUP.mark());
    assertThat(KeyedRecords.record(keyed.f1)).isEqualTo(bytes);
    byte[] alert = alert("job-start", "shop/eu", "nightly", KEY, "f1");
    assertThat(keyed(Keying.ALERT_BY_GROUP, alert).f0).isEqualTo(KEY);
    assertThat(keyed(Keying.ALERT_BY_FINGERPRINT, alert).f0).isEqualTo("f1");
  }

  @ParameterizedTest
  @CsvSource({
    "of-tomorrow, shop, nightly, of-tomorrow/shop/nightly",
    "job-start, '', nightly, job-start//nightly",
    "job-start, shop, '', job-start/shop/",
    "job-start, shop, nightly, job-start/shop/other",
    "job-start, shop/eu, nightly, job-start/shop/eu/nightly",
    "job-start, shop, nightly, ''",
    "job-start, shop, nightly, nonsense",
  })
  void what_an_operator_would_stumble_over_is_left_out(
      String kind, String service, String name, String key) {
    byte[] sli = sli(kind, service, name, key);
    byte[] alert = alert(kind, service, name, key, "f1");

    assertIsLeftOut(keyed(Keying.SLI_BY_GROUP, sli));
    assertIsLeftOut(keyed(Keying.ALERT_BY_GROUP, alert));
    assertIsLeftOut(keyed(Keying.ALERT_BY_FINGERPRINT, alert));
  }

  @Test
  void a_window_that_ends_before_it_begins_is_left_out() {
    Sli.Builder backwards = sliOf("job-start", "shop/eu", "nightly", KEY);
    backwards.setWindowStart(END.plusSeconds(60));

    assertIsLeftOut(keyed(Keying.SLI_BY_GROUP, bytes(backwards.build())));
  }

  @Test
  void an_alert_without_a_fingerprint_is_left_out() {
    byte[] alert = alert("job-start", "shop/eu", "nightly", KEY, "");

    assertIsLeftOut(keyed(Keying.ALERT_BY_FINGERPRINT, alert));
  }

  @Test
  void an_alert_whose_state_nobody_knows_is_left_out() {
    byte[] alert = alert("job-start", "shop/eu", "nightly", KEY, "f1", AlertState.UNKNOWN);

    assertIsLeftOut(keyed(Keying.ALERT_BY_FINGERPRINT, alert));
    assertIsLeftOut(keyed(Keying.ALERT_BY_GROUP, alert));
  }

  @ParameterizedTest
  @EnumSource(Keying.class)
  void no_record_at_all_is_left_out(Keying keying) {
    assertIsLeftOut(keyed(keying, new byte[] {1, 2, 3}));
    assertIsLeftOut(new KeyedRecords(keying).keyed(new ConsumerRecord<>("t", 0, 7, null, null)));
  }

  private static void assertIsLeftOut(Tuple2<String, byte[]> keyed) {
    assertThat(keyed.f0).isEqualTo(KeyedRecords.UNREADABLE);
    assertThat(keyed.f1).isEmpty();
  }

  private static Tuple2<String, byte[]> keyed(Keying keying, byte[] value) {
    return new KeyedRecords(keying).keyed(new ConsumerRecord<>("t", 0, 7, null, value));
  }

  private static byte[] sli(String kind, String service, String name, String key) {
    return bytes(sliOf(kind, service, name, key).build());
  }

  private static byte[] bytes(Sli sli) {
    return new RecordBytes<>(Sli.class, Sli.getClassSchema()).write(sli);
  }

  private static Sli.Builder sliOf(String kind, String service, String name, String key) {
    return Sli.newBuilder()
        .setGroup(group(kind, service, name))
        .setGroupKey(key)
        .setWindowStart(END.minusSeconds(60))
        .setWindowEnd(END)
        .setRevision(0);
  }

  private static byte[] alert(
      String kind, String service, String name, String key, String fingerprint) {
    return alert(kind, service, name, key, fingerprint, AlertState.FIRING);
  }

  private static byte[] alert(
      String kind, String service, String name, String key, String fingerprint, AlertState state) {
    Alert alert =
        Alert.newBuilder()
            .setAlertId("a1")
            .setFingerprint(fingerprint)
            .setState(state)
            .setRule("herd")
            .setSeverity(Severity.PAGE)
            .setGroup(group(kind, service, name))
            .setGroupKey(key)
            .setSummary("40 of 40 within 2 s")
            .setDescription("many at once")
            .setStartsAt(END)
            .setDecidedAt(END)
            .setEvidence(
                Evidence.newBuilder()
                    .setConditions(List.of())
                    .setHistogram(List.of())
                    .setInstances(List.of())
                    .build())
            .setRunbook("runbooks/herd.md")
            .build();
    return new RecordBytes<>(Alert.class, Alert.getClassSchema()).write(alert);
  }

  private static Group group(String kind, String service, String name) {
    return Group.newBuilder().setKind(kind).setService(service).setName(name).build();
  }
}
