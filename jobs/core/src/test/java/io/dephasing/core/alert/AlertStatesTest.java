package io.dephasing.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.core.policy.AlertSeverity;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class AlertStatesTest extends AlertsFixture {
  @Test
  void each_further_record_of_an_alert_has_the_next_revision() {
    fire(START, AlertSeverity.TICKET);
    fire(START + 1, AlertSeverity.PAGE);
    restore();
    fire(START + HOLD + 2, AlertSeverity.TICKET);
    resolve(START + 1 + HOLD + LATENESS);

    assertThat(published)
        .extracting(AlertTransition::status)
        .containsExactly(Status.FIRING, Status.FIRING, Status.RESOLVED, Status.FIRING);
    assertThat(published)
        .extracting(alert -> alert.retelling().revision())
        .containsExactly(0, 1, 2, 0);
    assertThat(published.get(2).identity()).isEqualTo(identity(0));
    assertThat(published.get(3).identity()).isNotEqualTo(identity(0));
  }

  @Test
  void an_alert_that_was_out_before_records_were_counted_goes_on_from_its_first() {
    fire(START, AlertSeverity.TICKET);
    read(earlier(1));
    fire(START + 1, AlertSeverity.PAGE);

    assertThat(published).extracting(alert -> alert.retelling().revision()).containsExactly(0, 1);
    assertThat(published.get(1).identity()).isEqualTo(identity(0));
  }

  @Test
  void an_alert_that_was_out_before_its_largest_was_kept_goes_on() {
    fire(START, AlertSeverity.TICKET);
    read(earlier(2));
    fire(START + 1, AlertSeverity.PAGE);

    assertThat(published).extracting(alert -> alert.retelling().revision()).containsExactly(0, 3);
    assertThat(published.get(1).identity()).isEqualTo(identity(0));
  }

  /**
   * The first alert as earlier versions wrote it; the second of them had told of it three times.
   */
  private byte[] earlier(int version) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeByte(1);
      out.writeUTF(HERD.id());
      out.writeByte(version);
      if (version == 2) {
        out.writeByte(3);
      }
      out.writeUTF(published.get(0).identity().alertId());
      out.writeLong(START);
      out.writeInt(2);
      out.writeLong(START - 1);
      out.writeInt(10);
      out.writeUTF("TICKET");
      out.writeByte(0);
      out.writeByte(0);
      out.writeByte(0);
      out.writeLong(decided(START));
      out.writeLong(START);
      out.writeLong(START);
      out.writeUTF("TICKET");
      out.writeBoolean(false);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_state_of_a_newer_version_is_refused() {
    fire(START, AlertSeverity.TICKET);
    byte[] bytes = write();
    bytes[1 + 2 + HERD.id().length()] = 4;

    assertThatThrownBy(() -> read(bytes))
        .hasRootCauseInstanceOf(IOException.class)
        .hasMessageContaining("alert state 4 is unknown");
  }

  @Test
  void the_first_id_is_that_of_the_nearest_five_minutes() {
    assertThat(Fingerprint.alertIdAt("f", 1_772_700_149))
        .isEqualTo(Fingerprint.alertIdAt("f", START));
    assertThat(Fingerprint.alertIdAt("f", 1_772_699_850))
        .isEqualTo(Fingerprint.alertIdAt("f", START));
    assertThat(Fingerprint.alertIdAt("f", 1_772_700_150))
        .isNotEqualTo(Fingerprint.alertIdAt("f", START));
  }

  @Test
  void a_restore_changes_nothing() {
    fire(START, AlertSeverity.TICKET);
    fire(START + HOLD + 1, AlertSeverity.PAGE);
    restore();
    resolve(START + HOLD + LATENESS);
    restore();
    resolve(START + 2 * HOLD + 1 + LATENESS);
    restore();
    fire(START + 5_000, AlertSeverity.TICKET);

    assertThat(published)
        .extracting(AlertTransition::status)
        .containsExactly(
            Status.FIRING, Status.RESOLVED, Status.FIRING, Status.RESOLVED, Status.FIRING);
    String fingerprint = published.get(0).identity().fingerprint();
    assertThat(published.get(4).identity().alertId())
        .isEqualTo(Fingerprint.alertIdAfter(fingerprint, START + HOLD + 2));
  }
}
