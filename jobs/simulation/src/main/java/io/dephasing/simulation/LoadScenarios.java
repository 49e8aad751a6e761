package io.dephasing.simulation;

import static io.dephasing.simulation.Scene.HOUR;
import static io.dephasing.simulation.Scene.MIDNIGHT;
import static io.dephasing.simulation.Scene.MINUTE;
import static io.dephasing.simulation.Scene.NOON;
import static io.dephasing.simulation.Scene.SECOND;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Warmth;

/** Scenarios of fleets that act when there is something to do. */
final class LoadScenarios {
  private LoadScenarios() {}

  static LabelledEvents cacheStampede(long seed) {
    GroupKey refill = Scene.job("storefront", "refill-cache", "europe");
    GroupKey elsewhere = Scene.job("storefront", "refill-cache", "america");
    long expiry = NOON + 40 * MINUTE + 10 * SECOND;
    // Clear of the second's edges by more than clocks are off.
    long noticed = expiry + 300;
    return new Scene(seed, NOON, HOUR)
        .throughout(
            Fleets.poisson(150, 0.5).dressed(Fleets.goingFor("product", Warmth.WARM)).of(refill))
        .throughout(
            Fleets.poisson(80, 0.3).dressed(Fleets.goingFor("product", Warmth.WARM)).of(elsewhere))
        .during(
            Fleets.herd(150).dressed(Fleets.goingFor("home-page", Warmth.COLD)).of(refill),
            noticed,
            400)
        .withNeighbours()
        .labelled(
            ScenarioLabels.Firing.once(ScenarioLabels.HERD, refill, expiry, SECOND),
            ScenarioLabels.Firing.once(ScenarioLabels.STAMPEDE, refill, expiry, SECOND),
            ScenarioLabels.Firing.once(ScenarioLabels.COLD_START_WAVE, refill, expiry, SECOND));
  }

  static LabelledEvents flashCrowd(long seed) {
    FlashCrowd crowd = new FlashCrowd(1, 10, NOON + 40 * MINUTE, MINUTE, 5 * MINUTE);
    return new Scene(seed, NOON, 75 * MINUTE)
        .throughout(Fleets.flashCrowd(100, crowd).of(Scene.job("storefront", "render-page")))
        .withNeighbours()
        .labelled();
  }

  static LabelledEvents busyInstance(long seed) {
    GroupKey sync = Scene.job("inventory", "sync-stock");
    return new Scene(seed, NOON, 75 * MINUTE)
        .throughout(Fleets.poisson(40, 0.2).of(sync))
        .during(Fleets.poisson(1, 20).of(sync), NOON + 45 * MINUTE, 3 * MINUTE)
        .throughout(Fleets.poisson(1, 0.5).of(Scene.job("inventory", "lead")))
        .withNeighbours()
        .labelled();
  }

  static LabelledEvents diurnal(long seed) {
    return new Scene(seed, MIDNIGHT, 24 * HOUR)
        .throughout(Fleets.diurnal(100, 0.25, 0.9).of(Scene.job("storefront", "render-page")))
        .withNeighbours()
        .labelled();
  }
}
