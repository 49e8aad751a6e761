package io.dephasing.simulation.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.annotation.Annotations;
import io.dephasing.core.annotation.Notes;
import io.dephasing.core.event.Event;
import io.dephasing.core.group.JobOutcome;
import io.dephasing.core.group.JobOutcomes;
import io.dephasing.core.group.PureJob;
import io.dephasing.core.group.Reading;
import io.dephasing.core.group.Reading.By;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.simulation.Scenarios;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people told changes how alerts are published, whatever the order of reading. */
class AnnotatedAlertsTest {
  private static final List<Event> STORM =
      Scenarios.RETRY_STORM.play(Scenarios.DEFAULT_SEED).events().events();
  private static final Reading PLAIN = new Reading(1, By.GROUP, 0, 0, false, Lateness.DEFAULT);

  static Stream<Reading> readings() {
    return IntStream.range(1, 5)
        .mapToObj(
            seed ->
                new Reading(1 + seed, By.INSTANCE, seed, seed * 60_000L, true, Lateness.DEFAULT));
  }

  private static JobOutcome run(Annotations annotations, Reading reading) {
    return PureJob.run(STORM, Policy.DEFAULT, annotations, reading);
  }

  private static Annotations told() {
    List<AlertTransition> alerts = run(Annotations.NONE, PLAIN).alerts();
    long firstMillis =
        alerts.stream().mapToLong(each -> each.lifetime().startsAtMillis()).min().orElseThrow();
    return Annotations.of(
        List.of(
            Notes.maintenance("*", firstMillis, firstMillis + 1_000),
            Notes.instant(AnnotationKind.ROLLOUT_START, "*", firstMillis - 60_000, "v9")));
  }

  @ParameterizedTest
  @MethodSource("readings")
  void the_order_of_reading_changes_nothing(Reading reading) {
    Annotations told = told();
    JobOutcomes.assertSame(run(told, reading), run(told, PLAIN));
  }

  @Test
  void maintenance_changes_the_state_of_alerts_and_nothing_else() {
    List<AlertTransition> plain = run(Annotations.NONE, PLAIN).alerts();
    List<AlertTransition> maintained = run(told(), PLAIN).alerts();

    assertThat(maintained)
        .extracting(AlertTransition::identity)
        .containsExactlyElementsOf(plain.stream().map(AlertTransition::identity).toList());
    assertThat(maintained)
        .extracting(AlertTransition::status)
        .contains(Status.SUPPRESSED, Status.RESOLVED);
    assertThat(plain).extracting(AlertTransition::status).doesNotContain(Status.SUPPRESSED);
    assertThat(maintained).allMatch(each -> "v9".equals(each.finding().rollout()));
    assertThat(plain).allMatch(each -> each.finding().rollout() == null);
  }
}
