package io.dephasing.simulation;

import static io.dephasing.simulation.Scene.HOUR;
import static io.dephasing.simulation.Scene.MINUTE;
import static io.dephasing.simulation.Scene.NOON;
import static io.dephasing.simulation.Scene.SECOND;

import io.dephasing.core.event.GroupKey;

/** Scenarios in which a policy sets a limit. What breaks it is no herd: too small a share acts. */
final class LimitScenarios {
  private static final GroupKey QUOTE = Scene.job("rates", "fetch-quote");
  private static final GroupKey EXPORT = Scene.job("reports", "export");
  private static final int MOST = 20;
  private static final long BURST = NOON + 40 * MINUTE;

  private LimitScenarios() {}

  static LabelledEvents peakOverLimit(long seed) {
    // Clear of the second's edges by more than clocks are off.
    return burst(seed, BURST + 300, 400)
        .labelled(ScenarioLabels.Firing.once(ScenarioLabels.PEAK_RATE, QUOTE, BURST, SECOND));
  }

  static LabelledEvents peakUnderLimit(long seed) {
    return burst(seed, BURST, 5 * SECOND).labelled();
  }

  /** 22 of 200 clients that else act four times a second, all together. */
  private static Scene burst(long seed, long fromMillis, long lengthMillis) {
    return new Scene(seed, NOON, HOUR)
        .throughout(Fleets.poisson(200, 4).of(QUOTE))
        .during(Fleets.uniform(200).only(0, 22).of(QUOTE), fromMillis, lengthMillis)
        .withNeighbours()
        .limited("rate_peak_per_second", MOST);
  }

  /** Runs pile up: after a minute and a half there are more than the limit. */
  static LabelledEvents runsOverLimit(long seed) {
    return slowStretch(seed, 3 * MINUTE)
        .labelled(
            ScenarioLabels.Firing.once(
                    ScenarioLabels.CONCURRENCY, EXPORT, BURST + 90 * SECOND, 60 * SECOND)
                .until(BURST + 15 * MINUTE));
  }

  static LabelledEvents runsUnderLimit(long seed) {
    return slowStretch(seed, 40 * SECOND).labelled();
  }

  /** An export every five seconds: four at once, and more where each takes longer. */
  private static Scene slowStretch(long seed, long meanMillis) {
    Fleet exports = Fleets.poisson(60, 0.2).of(EXPORT);
    long slow = 10 * MINUTE;
    return new Scene(seed, NOON, HOUR)
        .during(exports.running(20 * SECOND), NOON, BURST - NOON)
        .during(exports.running(meanMillis), BURST, slow)
        .during(exports.running(20 * SECOND), BURST + slow, 10 * MINUTE)
        .withNeighbours()
        .limited("concurrency_max", MOST);
  }
}
