package io.dephasing.simulation;

import static io.dephasing.simulation.Scene.MINUTE;
import static io.dephasing.simulation.Scene.NOON;
import static io.dephasing.simulation.Scene.SECOND;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Warmth;

/** Scenarios of changes that reach a whole fleet: restarts, scale-outs, flags, keys. */
final class RolloutScenarios {
  private static final long CHANGE = NOON + 45 * MINUTE + 10 * SECOND;
  private static final long LENGTH = 75 * MINUTE;

  private RolloutScenarios() {}

  /** Six at a time, 45 s apart: what a rolling restart should look like. */
  static LabelledEvents rollingRestart(long seed) {
    GroupKey restart = Scene.job("storefront", "restart");
    Scene scene = new Scene(seed, NOON, LENGTH).throughout(Fleets.poisson(60, 0.02).of(restart));
    for (int batch = 0; batch < 10; batch++) {
      long from = CHANGE + batch * (45 * SECOND);
      scene.during(Fleets.uniform(60).only(batch * 6, 6).of(restart), from, 2 * SECOND);
    }
    return scene.withNeighbours().labelled();
  }

  /** The batch size was taken for a percentage: all restart at once. */
  static LabelledEvents restartAtOnce(long seed) {
    GroupKey restart = Scene.job("storefront", "restart");
    return new Scene(seed, NOON, LENGTH)
        .throughout(Fleets.poisson(60, 0.02).of(restart))
        .during(Fleets.herd(60).of(restart), CHANGE + 300, 400)
        .withNeighbours()
        .labelled(ScenarioLabels.Firing.once(ScenarioLabels.HERD, restart, CHANGE, SECOND));
  }

  /** Forty pods that nobody knew start together, with empty caches. */
  static LabelledEvents autoscalerWarmUp(long seed) {
    GroupKey start = Scene.job("search", "start-pod");
    return new Scene(seed, NOON, LENGTH)
        .throughout(
            Fleets.poisson(60, 0.1)
                .only(0, 20)
                .dressed(Fleets.goingFor("index", Warmth.WARM))
                .of(start))
        .during(
            Fleets.herd(60).only(20, 40).dressed(Fleets.goingFor("index", Warmth.COLD)).of(start),
            CHANGE + 300,
            400)
        .withNeighbours()
        .labelled(
            ScenarioLabels.Firing.once(ScenarioLabels.HERD, start, CHANGE, SECOND),
            ScenarioLabels.Firing.once(ScenarioLabels.STAMPEDE, start, CHANGE, SECOND),
            ScenarioLabels.Firing.once(ScenarioLabels.COLD_START_WAVE, start, CHANGE, SECOND));
  }

  /** A burst of requests that finds no instance warm. */
  static LabelledEvents serverlessColdStarts(long seed) {
    GroupKey invoke = Scene.job("thumbnails", "invoke");
    return new Scene(seed, NOON, LENGTH)
        .throughout(
            Fleets.poisson(50, 0.2).dressed(Fleets.goingFor("image", Warmth.WARM)).of(invoke))
        .during(
            Fleets.herd(50).dressed(Fleets.goingFor("image", Warmth.COLD)).of(invoke),
            CHANGE + 300,
            400)
        .withNeighbours()
        .labelled(
            ScenarioLabels.Firing.once(ScenarioLabels.HERD, invoke, CHANGE, SECOND),
            ScenarioLabels.Firing.once(ScenarioLabels.STAMPEDE, invoke, CHANGE, SECOND),
            ScenarioLabels.Firing.once(ScenarioLabels.COLD_START_WAVE, invoke, CHANGE, SECOND));
  }

  /** The same burst, and all of them were kept warm: a herd, and no wave. */
  static LabelledEvents serverlessKeptWarm(long seed) {
    GroupKey invoke = Scene.job("thumbnails", "invoke");
    return new Scene(seed, NOON, LENGTH)
        .throughout(
            Fleets.poisson(50, 0.2).dressed(Fleets.goingFor("image", Warmth.WARM)).of(invoke))
        .during(
            Fleets.herd(50).dressed(Fleets.goingFor("image", Warmth.WARM)).of(invoke),
            CHANGE + 300,
            400)
        .withNeighbours()
        .labelled(
            ScenarioLabels.Firing.once(ScenarioLabels.HERD, invoke, CHANGE, SECOND),
            ScenarioLabels.Firing.once(ScenarioLabels.STAMPEDE, invoke, CHANGE, SECOND));
  }

  /** Keys were rotated one service after the other; this time a script does all. */
  static LabelledEvents keyRotation(long seed) {
    GroupKey rotate = Scene.job("vault", "rotate-key");
    return new Scene(seed, NOON, LENGTH)
        .during(Fleets.jittered(100, 10 * MINUTE, 2 * MINUTE).of(rotate), NOON, 40 * MINUTE)
        .during(Fleets.herd(100).of(rotate), CHANGE + 300, 400)
        .withNeighbours()
        .labelled(ScenarioLabels.Firing.once(ScenarioLabels.HERD, rotate, CHANGE, SECOND));
  }

  /** A flag is pushed to all subscribers, and each reloads its configuration at once. */
  static LabelledEvents featureFlagFlip(long seed) {
    GroupKey reload = Scene.job("checkout", "reload-configuration");
    return new Scene(seed, NOON, LENGTH)
        .throughout(Fleets.poisson(80, 0.05).of(reload))
        .during(Fleets.herd(80).of(reload), CHANGE + 300, 400)
        .withNeighbours()
        .labelled(ScenarioLabels.Firing.once(ScenarioLabels.HERD, reload, CHANGE, SECOND));
  }

  /** The same flag, polled: everybody sees it within its own half minute. */
  static LabelledEvents featureFlagPolled(long seed) {
    GroupKey reload = Scene.job("checkout", "reload-configuration");
    return new Scene(seed, NOON, LENGTH)
        .throughout(Fleets.poisson(80, 0.05).of(reload))
        .during(Fleets.uniform(80).of(reload), CHANGE, 4 * MINUTE)
        .withNeighbours()
        .labelled();
  }

  /** Two hosts at a time are mended, whatever there is to mend. */
  static LabelledEvents remediationGated(long seed) {
    GroupKey restart = Fleets.REMEDIATIONS;
    Scene scene =
        new Scene(seed, NOON, 2 * 60 * MINUTE)
            .throughout(Fleets.mended(100, 1 / 300.0, 2 * MINUTE))
            .throughout(Fleets.poisson(60, 0.2).of(Scene.job("platform", "health-check")));
    for (int pair = 0; pair < 8; pair++) {
      long from = NOON + 90 * MINUTE + pair * (3 * MINUTE);
      scene.during(Fleets.allMended(100, MINUTE).only(2 * pair, 2).of(restart), from, 10 * SECOND);
    }
    return scene.withNeighbours().labelled();
  }
}
