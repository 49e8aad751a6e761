package io.dephasing.core.simulation;

import static io.dephasing.core.simulation.Scene.HOUR;
import static io.dephasing.core.simulation.Scene.MINUTE;
import static io.dephasing.core.simulation.Scene.NOON;
import static io.dephasing.core.simulation.Scene.SECOND;

import io.dephasing.core.event.Details;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Warmth;
import java.util.function.UnaryOperator;

/** Scenarios of offsets that are lost, ignored, too small, or in the way. */
final class OffsetScenarios {
  private static final long PERIOD = 5 * MINUTE;
  private static final long SPREAD = MINUTE;
  private static final long CHANGE = NOON + HOUR;
  private static final long LENGTH = 2 * HOUR;

  /** Fewer than five never herd: what fires is about their offsets. */
  private static final int FEW = 4;

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
            Labels.Firing.once(Labels.OFFSET_IGNORED, compact, CHANGE + 40 * MINUTE, 40 * MINUTE));
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
            Labels.Firing.once(Labels.OFFSET_IGNORED, compact, NOON + 10 * MINUTE, 10 * MINUTE));
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
            Labels.Firing.once(Labels.OFFSET_TOO_SMALL, compact, NOON + 10 * MINUTE, 10 * MINUTE));
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
      return scene.labelled(Labels.Firing.once(Labels.OVER_THROTTLED, checkout, CHANGE, MINUTE));
    }
    return scene.labelled();
  }
}
