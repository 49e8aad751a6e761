package io.dephasing.simulation;

import static io.dephasing.simulation.Scene.HOUR;
import static io.dephasing.simulation.Scene.MIDNIGHT;
import static io.dephasing.simulation.Scene.MINUTE;
import static io.dephasing.simulation.Scene.NOON;
import static io.dephasing.simulation.Scene.SECOND;

import io.dephasing.core.event.GroupKey;
import java.util.ArrayList;
import java.util.List;

/** Scenarios of fleets that act by a schedule. */
final class ScheduleScenarios {
  private ScheduleScenarios() {}

  /** Six spread cycles first, so that the cadence is known from scheduled times by any reading. */
  static LabelledEvents midnightCron(long seed) {
    GroupKey report = Scene.job("warehouse", "build-report");
    long from = MIDNIGHT - 6 * HOUR - 15 * MINUTE;
    return new Scene(seed, from, 6 * HOUR + 35 * MINUTE)
        .during(
            Fleets.jittered(200, HOUR, 5 * MINUTE).running(20 * SECOND).of(report), from, 6 * HOUR)
        .during(Fleets.herding(200, HOUR).running(40 * SECOND).of(report), MIDNIGHT, SECOND)
        .withNeighbours()
        .labelled(
            ScenarioLabels.Firing.once(ScenarioLabels.HERD, report, MIDNIGHT, SECOND),
            ScenarioLabels.Firing.once(ScenarioLabels.OFFSET_IGNORED, report, MIDNIGHT, SECOND));
  }

  static LabelledEvents jitteredFleet(long seed) {
    return new Scene(seed, NOON, 90 * MINUTE)
        .throughout(
            Fleets.jittered(200, 5 * MINUTE, 4 * MINUTE)
                .running(10 * SECOND)
                .of(Scene.job("telemetry", "upload")))
        .throughout(
            Fleets.jittered(60, 5 * MINUTE, MINUTE).of(Scene.job("telemetry", "rotate-logs")))
        .throughout(
            Fleets.jittered(100, 15 * MINUTE, 5 * MINUTE).of(Scene.job("warehouse", "compact")))
        .withNeighbours()
        .labelled();
  }

  static LabelledEvents herdThenDephased(long seed) {
    long herds = NOON + 30 * MINUTE;
    long dephased = herds + 20 * MINUTE;
    long end = dephased + 25 * MINUTE;
    DemoFleet fleet = new DemoFleet(new DemoFleet.Settings(5, 6, seed, herds, dephased));
    List<TimedEvents.Delivery> deliveries = new ArrayList<>();
    fleet
        .events(NOON, end)
        .forEachRemaining(e -> deliveries.add(new TimedEvents.Delivery(e.timeMillis(), e)));
    List<ScenarioLabels.Firing> firings = new ArrayList<>();
    for (GroupKey group : fleet.herdingGroups()) {
      firings.add(
          ScenarioLabels.Firing.once(ScenarioLabels.HERD, group, herds, SECOND).until(dephased));
    }
    for (GroupKey group : fleet.retryingGroups()) {
      // Their cadence is not known: each echo is an alert of its own.
      firings.add(
          ScenarioLabels.Firing.once(ScenarioLabels.HERD, group, herds + SECOND, SECOND)
              .until(dephased));
      firings.add(
          ScenarioLabels.Firing.once(
                  ScenarioLabels.RETRY_FLOOD, group.serviceRollUp(), herds + SECOND, 2 * SECOND)
              .until(dephased));
      // Each herd has one echo that is large enough: three of them within the hour.
      firings.add(
          ScenarioLabels.Firing.once(
                  ScenarioLabels.RETRY_ALIGNMENT, group, herds + 10 * MINUTE, 30 * SECOND)
              .until(dephased));
    }
    return new Scene(seed, NOON, end - NOON)
        .with(TimedEvents.of(deliveries))
        .labelled(firings.toArray(ScenarioLabels.Firing[]::new));
  }
}
