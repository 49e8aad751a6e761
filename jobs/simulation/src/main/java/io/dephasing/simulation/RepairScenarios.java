package io.dephasing.simulation;

import static io.dephasing.simulation.Scene.HOUR;
import static io.dephasing.simulation.Scene.MINUTE;
import static io.dephasing.simulation.Scene.NOON;
import static io.dephasing.simulation.Scene.SECOND;

import io.dephasing.core.event.GroupKey;

/** Scenarios of clients that retry and engines that mend. */
final class RepairScenarios {
  private static final long OUTAGE = NOON + 45 * MINUTE + 20 * SECOND;

  private RepairScenarios() {}

  static LabelledEvents retryStorm(long seed) {
    GroupKey charge = Fleets.RETRIES;
    Backoff backoff = new Backoff(SECOND, 6, 0, 0.1);
    // All echoes are clear of the seconds' edges by more than clocks are off.
    return new Scene(seed, NOON, 75 * MINUTE)
        .throughout(Fleets.firstRetries(60, 0.3))
        .during(Fleets.retrying(60, backoff), OUTAGE + 250, 300)
        .withNeighbours()
        .labelled(
            ScenarioLabels.Firing.once(ScenarioLabels.HERD, charge, OUTAGE + SECOND, SECOND),
            ScenarioLabels.Firing.once(
                ScenarioLabels.RETRY_ALIGNMENT, charge, NOON + 45 * MINUTE, 30 * SECOND),
            ScenarioLabels.Firing.once(
                ScenarioLabels.RETRY_FLOOD, charge.serviceRollUp(), OUTAGE + SECOND, 2 * SECOND));
  }

  /** Jitter keeps clients apart, but it is still ten times the usual retries: a flood, no herd. */
  static LabelledEvents retryStormJittered(long seed) {
    GroupKey charge = Fleets.RETRIES;
    return new Scene(seed, NOON, 75 * MINUTE)
        .throughout(Fleets.firstRetries(300, 0.25))
        .during(Fleets.retrying(300, Backoff.withFullJitter(MINUTE, 3)), OUTAGE, 300)
        .withNeighbours()
        .labelled(
            ScenarioLabels.Firing.once(
                ScenarioLabels.RETRY_FLOOD,
                charge.serviceRollUp(),
                OUTAGE + 10 * SECOND,
                20 * SECOND));
  }

  /** Half as many again, for as long as a slow dependency takes to recover. */
  static LabelledEvents moreRetries(long seed) {
    return new Scene(seed, NOON, 75 * MINUTE)
        .throughout(Fleets.firstRetries(100, 2))
        .during(Fleets.firstRetries(100, 1), OUTAGE, 10 * MINUTE)
        .withNeighbours()
        .labelled();
  }

  static LabelledEvents remediationStorm(long seed) {
    GroupKey restart = Fleets.REMEDIATIONS;
    return new Scene(seed, NOON, 2 * HOUR)
        .throughout(Fleets.mended(100, 1 / 300.0, 2 * MINUTE))
        .throughout(Fleets.poisson(60, 0.2).of(Scene.job("platform", "health-check")))
        .during(Fleets.allMended(40, 2 * MINUTE), NOON + 90 * MINUTE, 4 * MINUTE)
        .withNeighbours()
        .labelled(
            ScenarioLabels.Firing.once(
                ScenarioLabels.REMEDIATION_STORM, restart, NOON + 91 * MINUTE, MINUTE));
  }
}
