package io.dephasing.simulation;

import static io.dephasing.simulation.Scene.HOUR;
import static io.dephasing.simulation.Scene.MINUTE;
import static io.dephasing.simulation.Scene.NOON;
import static io.dephasing.simulation.Scene.SECOND;

import io.dephasing.core.event.Details;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Warmth;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Scenarios of offsets that are lost, ignored, too small, or in the way. */
final class OffsetScenarios {
  private static final long PERIOD = 5 * MINUTE;
  private static final long SPREAD = MINUTE;
  private static final long WIDE_SPREAD = 2 * MINUTE;
  private static final long CHANGE = NOON + HOUR;
  private static final long LENGTH = 2 * HOUR;

  /** Fewer than five never herd: what fires is about their offsets. */
  private static final int FEW = 4;

  /** Enough to tell that draws are shared. */
  private static final int HOSTS = 12;

  private OffsetScenarios() {}

  private static Schedule applied(long scheduled, long offset) {
    return new Schedule(scheduled, offset, SPREAD);
  }

  /** An environment variable is missing in a new image: every offset is zero. */
  static LabelledEvents lostOffsets(long seed) {
    GroupKey compact = Scene.job("warehouse", "compact");
    Rhythm zero =
        Rhythm.planned(PERIOD, (member, scheduled, random) -> applied(scheduled, 0), SECOND);
    return new Scene(seed, NOON, LENGTH)
        .during(Fleets.jittered(FEW, PERIOD, SPREAD).of(compact), NOON, HOUR)
        .during(Fleets.following(FEW, zero).of(compact), CHANGE, HOUR)
        .withNeighbours()
        .labelled(
            ScenarioLabels.Firing.once(
                ScenarioLabels.OFFSET_IGNORED, compact, CHANGE + 40 * MINUTE, 40 * MINUTE));
  }

  /** Offsets are computed and reported, and the job starts at once. */
  static LabelledEvents plannedOffsetsNotApplied(long seed) {
    GroupKey compact = Scene.job("warehouse", "compact");
    Rhythm ignored =
        Rhythm.ignoring(
            PERIOD,
            (member, scheduled, random) -> applied(scheduled, random.nextLong(SPREAD)),
            2 * SECOND);
    return new Scene(seed, NOON, LENGTH)
        .throughout(Fleets.following(FEW, ignored).of(compact))
        .withNeighbours()
        .labelled(
            ScenarioLabels.Firing.once(
                ScenarioLabels.OFFSET_IGNORED, compact, NOON + 10 * MINUTE, 10 * MINUTE));
  }

  /** Seconds were taken for tenths: all offsets are within 5 s of a minute. */
  static LabelledEvents narrowOffsets(long seed) {
    GroupKey compact = Scene.job("warehouse", "compact");
    Rhythm narrow =
        Rhythm.planned(
            PERIOD,
            (member, scheduled, random) -> applied(scheduled, 1 + random.nextLong(SPREAD / 12)),
            0);
    return new Scene(seed, NOON, LENGTH)
        .throughout(Fleets.following(FEW, narrow).of(compact))
        .withNeighbours()
        .labelled(
            ScenarioLabels.Firing.once(
                ScenarioLabels.OFFSET_TOO_SMALL, compact, NOON + 10 * MINUTE, 10 * MINUTE));
  }

  /** Two thirds of the window: not ideal, and nothing to report. */
  static LabelledEvents fairOffsets(long seed) {
    GroupKey compact = Scene.job("warehouse", "compact");
    Rhythm fair =
        Rhythm.planned(
            PERIOD,
            (member, scheduled, random) -> applied(scheduled, random.nextLong(SPREAD * 2 / 3)),
            0);
    return new Scene(seed, NOON, LENGTH)
        .throughout(Fleets.following(FEW, fair).of(compact))
        .withNeighbours()
        .labelled();
  }

  /** A new image seeds the draws with the zone: in each of four, three hosts draw the same. */
  static LabelledEvents equalDraws(long seed) {
    GroupKey sweep = Scene.job("warehouse", "sweep");
    return sharedDraws(seed, sweep, 4)
        .labelled(
            ScenarioLabels.Firing.once(
                    ScenarioLabels.OFFSET_TOO_SMALL, sweep, CHANGE + 45 * MINUTE, 15 * MINUTE)
                .until(NOON + LENGTH));
  }

  /** Two hosts of three share their draw with another: not ideal, and nothing to report. */
  static LabelledEvents someEqualDraws(long seed) {
    return sharedDraws(seed, Scene.job("warehouse", "sweep"), 8).labelled();
  }

  /** An hour in which each host draws for itself, then one in which there are so many draws. */
  private static Scene sharedDraws(long seed, GroupKey group, int draws) {
    Rhythm shared =
        Rhythm.planned(
            PERIOD,
            (member, scheduled, random) -> {
              int draw = member * draws / HOSTS;
              // Each has a slot of its own and keeps a distance: they are no herd, nor lock.
              long slot = WIDE_SPREAD / draws;
              long within = new SplittableRandom(seed ^ (scheduled + draw)).nextLong(slot * 2 / 5);
              return new Schedule(scheduled, draw * slot + within, WIDE_SPREAD);
            },
            0);
    return new Scene(seed, NOON, LENGTH)
        .during(Fleets.jittered(HOSTS, PERIOD, WIDE_SPREAD).of(group), NOON, HOUR)
        .during(Fleets.following(HOSTS, shared).of(group), CHANGE, HOUR)
        .withNeighbours();
  }

  /** Users wait for what is held back by an offset. */
  static LabelledEvents criticalPathDelayed(long seed) {
    return critical(seed, true);
  }

  /** Critical starts go at once; only the rest is spread. */
  static LabelledEvents criticalPathFree(long seed) {
    return critical(seed, false);
  }

  private static LabelledEvents critical(long seed, boolean isDelayed) {
    GroupKey checkout = Scene.job("checkout", "authorize");
    GroupKey report = Scene.job("checkout", "report");
    UnaryOperator<Details> onCriticalPath =
        d ->
            new Details(
                isDelayed ? d.schedule() : Schedule.NONE,
                new Run(null, d.run().durationMillis(), null, Warmth.UNKNOWN, true),
                d.attempt(),
                d.tags());
    Fleet starts = isDelayed ? Fleets.jittered(30, PERIOD, SPREAD) : Fleets.poisson(30, 0.5);
    Scene scene =
        new Scene(seed, NOON, LENGTH)
            .throughout(Fleets.jittered(40, PERIOD, SPREAD).of(report))
            .during(Fleets.poisson(30, 0.2).of(checkout), NOON, HOUR)
            .during(starts.dressed(onCriticalPath).of(checkout), CHANGE, HOUR)
            .withNeighbours();
    if (isDelayed) {
      return scene.labelled(
          ScenarioLabels.Firing.once(ScenarioLabels.OVER_THROTTLED, checkout, CHANGE, MINUTE));
    }
    return scene.labelled();
  }
}
