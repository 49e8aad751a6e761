package io.dephasing.simulation.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
import io.dephasing.simulation.LabelledEvents;
import io.dephasing.simulation.ScenarioLabels;
import io.dephasing.simulation.Scenarios;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * All scenarios, with other dice than the reference's files: how many of their incidents are found,
 * what is said without reason, and how far from the truth an alert begins. Prints the table.
 */
class DetectionQualityTest {
  private static final List<Long> SEEDS = List.of(2L, 3L);
  private static final double LEAST_RECALL = 0.99;
  private static final double LARGEST_ONSET_SECONDS = 1;

  /** Labels whose beginning is known to the second; that of a ticket is when it is sure. */
  private static final long SHARP_MILLIS = 2_000;

  @Test
  void what_is_labelled_is_found_and_nothing_else() {
    Map<String, Score> scores = new TreeMap<>();
    Set<String> wrong = new TreeSet<>();
    Stream.of(Scenarios.values())
        .parallel()
        .forEach(scenario -> SEEDS.forEach(seed -> Plays.alerts(scenario, seed)));
    for (Scenarios scenario : Scenarios.values()) {
      SEEDS.forEach(seed -> score(scenario, seed, scores, wrong));
    }
    System.out.printf("%n%-20s %6s %6s  %s%n", "rule", "recall", "false", "onset, median s");
    scores.forEach((rule, score) -> System.out.printf("%-20s %s%n", rule, score.line()));

    assertThat(wrong).isEmpty();
    assertThat(scores.keySet()).containsExactlyInAnyOrderElementsOf(ScenarioLabels.JUDGED_RULES);
    assertThat(scores.values())
        .allMatch(score -> score.recall() >= LEAST_RECALL)
        .allMatch(score -> score.falseAlarms() == 0)
        .allMatch(score -> !(score.medianOnsetSeconds() >= LARGEST_ONSET_SECONDS));
  }

  private static void score(
      Scenarios scenario, long seed, Map<String, Score> scores, Set<String> wrong) {
    LabelledEvents played = scenario.play(seed);
    List<AlertTransition> fired =
        Plays.alerts(scenario, seed).stream()
            .filter(alert -> alert.status() == Status.FIRING)
            .filter(alert -> ScenarioLabels.JUDGED_RULES.contains(alert.identity().rule()))
            .toList();
    for (ScenarioLabels.Firing label : played.labels().firings()) {
      Score score = scores.computeIfAbsent(label.rule(), rule -> new Score());
      LongStream starts =
          fired.stream()
              .filter(alert -> isCovered(label, alert))
              .mapToLong(alert -> alert.lifetime().startsAtMillis());
      starts
          .min()
          .ifPresentOrElse(
              first -> score.found(label, first, SHARP_MILLIS),
              () -> {
                score.missed();
                wrong.add("%s of %s, seed %d, was missed".formatted(label, scenario.id(), seed));
              });
    }
    for (AlertTransition alert : fired) {
      if (played.labels().firings().stream().noneMatch(label -> isCovered(label, alert))) {
        scores.computeIfAbsent(alert.identity().rule(), rule -> new Score()).falseAlarm();
        wrong.add("%s, seed %d: %s".formatted(scenario.id(), seed, said(alert)));
      }
    }
  }

  private static String said(AlertTransition alert) {
    return "%s on %s from %s"
        .formatted(
            alert.identity().rule(),
            alert.group().canonical(),
            Instant.ofEpochMilli(alert.lifetime().startsAtMillis()));
  }

  private static boolean isCovered(ScenarioLabels.Firing label, AlertTransition alert) {
    return label.covers(alert.identity().rule(), alert.group(), alert.lifetime().startsAtMillis());
  }

  @Test
  void each_scenario_has_dice_of_its_own() {
    Set<Integer> hashes =
        SEEDS.stream()
            .map(seed -> Scenarios.HOT_KEY.play(seed).events().events().hashCode())
            .collect(Collectors.toSet());
    assertThat(hashes).hasSameSizeAs(SEEDS);
  }
}
