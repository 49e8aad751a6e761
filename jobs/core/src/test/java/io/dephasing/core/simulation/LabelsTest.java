package io.dephasing.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class LabelsTest {
  private static final Labels.Firing HERDS =
      Labels.Firing.once(Labels.HERD, Fleets.GROUP, 100_000, 1_000).until(700_000);

  @Test
  void an_incident_begins_within_its_tolerance() {
    assertThat(HERDS.startsAt(99_000)).isTrue();
    assertThat(HERDS.startsAt(101_000)).isTrue();
    assertThat(HERDS.startsAt(101_001)).isFalse();
  }

  @Test
  void an_incident_covers_later_alerts_of_its_rule_and_group_alone() {
    assertThat(HERDS.covers(Labels.HERD, Fleets.GROUP, 700_000)).isTrue();
    assertThat(HERDS.covers(Labels.HERD, Fleets.GROUP, 700_001)).isFalse();
    assertThat(HERDS.covers(Labels.HERD, Fleets.RETRIES, 400_000)).isFalse();
    assertThat(HERDS.covers(Labels.RETRY_FLOOD, Fleets.GROUP, 400_000)).isFalse();
  }

  @Test
  void a_rule_that_labels_do_not_speak_of_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Labels.Firing.once("peak-rate", Fleets.GROUP, 0, 0))
        .withMessageContaining("peak-rate");
  }
}
