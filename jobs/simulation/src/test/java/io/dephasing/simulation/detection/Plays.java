package io.dephasing.simulation.detection;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.group.JobOutcome;
import io.dephasing.core.group.Reading;
import io.dephasing.simulation.Scenarios;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is said of a scenario as it was delivered: several tests ask, it is played once. */
final class Plays {
  private static final Map<Play, List<AlertTransition>> ALERTS = new ConcurrentHashMap<>();

  private Plays() {}

  private record Play(Scenarios scenario, long seed) {}

  /** All transitions, in the order in which they were published. */
  static List<AlertTransition> alerts(Scenarios scenario, long seed) {
    return ALERTS.computeIfAbsent(
        new Play(scenario, seed),
        play ->
            List.copyOf(
                Detection.of(play.scenario().play(play.seed()), Reading.AS_DELIVERED).alerts()));
  }

  /** The alerts that are over, by start and group. */
  static List<JobOutcome.Resolved> resolved(Scenarios scenario, long seed) {
    return new JobOutcome(List.of(), alerts(scenario, seed), List.of()).resolved();
  }
}
