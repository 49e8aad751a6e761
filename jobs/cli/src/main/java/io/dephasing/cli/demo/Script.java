package io.dephasing.cli.demo;

import io.dephasing.connectors.kafka.ScaledClock;
import io.dephasing.simulation.DemoFleet;
import io.dephasing.topology.Options;
import java.time.Duration;

/**
 * When what happens in the demo. The fleet's time runs {@code speed} times as fast as the wall's
 * and arrives at it when the demo ends, so that all its events are of the recent past: {@code
 * simulated(t) = end + speed (t - end)}, both in ms since the epoch.
 *
 * @param startMillis when the demo begins, ms since the epoch
 * @param durationMillis how long it takes, ms of the wall clock, above 0
 * @param speed seconds of the fleet in a second of the wall clock, 1 or more
 */
record Script(long startMillis, long durationMillis, double speed) {
  /** What is published before anything else, so that detection is warm: ms of the fleet. */
  static final long HISTORY_MILLIS = 1_800_000;

  /** Ten minutes are two cadences, the hold of METHOD 9.4; after it comes the lateness. */
  private static final long RESOLVE_MILLIS = 2 * DemoFleet.PERIOD_MILLIS + latenessMillis();

  /** What a watermark is behind the fleet's time, and a herd takes; ms of the fleet. */
  private static final long LAG_MILLIS = 10_000;

  /** What the job may take to say so where it has little of a core; ms of the wall clock. */
  private static final long PIPELINE_MILLIS = 4_000;

  /** The rest is for comparison. */
  private static final double HERDING_SHARE = 0.6;

  Script {
    if (durationMillis <= 0 || !(speed >= 1)) {
      throw new IllegalArgumentException(
          "duration %d ms must be above 0, speed %s at least 1".formatted(durationMillis, speed));
    }
  }

  /** The end, on both clocks; ms since the epoch. */
  long endMillis() {
    return startMillis + durationMillis;
  }

  /** What the job takes for the time. */
  ScaledClock clock() {
    return new ScaledClock(endMillis(), endMillis(), speed);
  }

  /** The fleet's time at a time of the wall, both in ms since the epoch. */
  long simulatedMillis(long wallMillis) {
    return endMillis() + (long) ((wallMillis - endMillis()) * speed);
  }

  /** The inverse of {@link #simulatedMillis}: the wall's time at a time of the fleet. */
  double wallMillis(long simulatedMillis) {
    return endMillis() + (simulatedMillis - endMillis()) / speed;
  }

  /** The first event, ms since the epoch, on a full minute. */
  long historyFromMillis() {
    long from = simulatedMillis(startMillis) - HISTORY_MILLIS;
    return Math.floorDiv(from, 60_000) * 60_000;
  }

  /**
   * The last herd: the latest scheduled time whose alert resolves before the end, and early enough
   * for a fair comparison; where none fits the first scheduled time there is. ms since the epoch.
   */
  long lastHerdMillis() {
    long latest = Math.min(latestHerdMillis(), latestFairMillis());
    long herd = Math.floorDiv(latest, DemoFleet.PERIOD_MILLIS) * DemoFleet.PERIOD_MILLIS;
    return Math.max(herd, firstScheduledMillis());
  }

  /** Whether the last herd's alert resolves before the end. */
  boolean isLongEnough() {
    return firstScheduledMillis() <= latestHerdMillis();
  }

  /** The shortest demo at this speed that surely has an alert resolve, ms of the wall clock. */
  long shortestMillis() {
    long simulated = DemoFleet.PERIOD_MILLIS + RESOLVE_MILLIS + LAG_MILLIS;
    return (long) Math.ceil(simulated / speed) + PIPELINE_MILLIS;
  }

  /** Whether a window that ends then is as new as can be expected: detection has caught up. */
  boolean isCaughtUp(long windowEndMillis, long wallMillis) {
    double behind = simulatedMillis(wallMillis) - windowEndMillis;
    return behind <= 60_000 + LAG_MILLIS + PIPELINE_MILLIS * speed;
  }

  private static long latenessMillis() {
    Duration lateness = (Duration) Options.ALLOWED_LATENESS.defaultValue().orElseThrow();
    return lateness.toMillis();
  }

  private long latestHerdMillis() {
    return endMillis() - RESOLVE_MILLIS - LAG_MILLIS - (long) (PIPELINE_MILLIS * speed);
  }

  private long latestFairMillis() {
    return endMillis() - (long) ((1 - HERDING_SHARE) * durationMillis * speed);
  }

  private long firstScheduledMillis() {
    long from = simulatedMillis(startMillis);
    return -Math.floorDiv(-from, DemoFleet.PERIOD_MILLIS) * DemoFleet.PERIOD_MILLIS;
  }
}
