package io.dephasing.core.sli;

import io.dephasing.core.herd.DetectedHerd;
import io.dephasing.core.slice.ResourceCount;
import java.util.List;

/** The parts of an SLI that are no scalars. Empty arrays mean that the kind has none. */
public final class NonScalars {
  private final List<DetectedHerd> herds;
  private final int[] perSecond;
  private final int[] phaseHistogram;
  private final int[] outcomes;
  private final int[] attempts;
  private final int[] backoff;
  private final List<ResourceCount> topResourceKeys;

  /**
   * Owns the arrays from here on.
   *
   * @param herds firing positions, overlapping ones merged
   * @param perSecond events in each second of the window
   * @param phaseHistogram events in each of 64 parts of the spread period
   * @param outcomes ENDs by {@link io.dephasing.core.event.RunOutcome}, in its order
   * @param attempts retries by attempt, 1 to 7, 8 and more
   * @param backoff retries by planned backoff, in the bins of {@code backoff_seconds}: up to 0.1,
   *     0.25, 0.5, 1, 2.5, 5, 10, 30, 60 s, longer
   * @param topResourceKeys the busiest resource keys, busiest first
   */
  public NonScalars(
      List<DetectedHerd> herds,
      int[] perSecond,
      int[] phaseHistogram,
      int[] outcomes,
      int[] attempts,
      int[] backoff,
      List<ResourceCount> topResourceKeys) {
    this.herds = List.copyOf(herds);
    this.perSecond = perSecond;
    this.phaseHistogram = phaseHistogram;
    this.outcomes = outcomes;
    this.attempts = attempts;
    this.backoff = backoff;
    this.topResourceKeys = List.copyOf(topResourceKeys);
  }

  /** Firing positions of the window, overlapping ones merged. */
  public List<DetectedHerd> herds() {
    return herds;
  }

  /** Events in each second of the window; a copy. */
  public int[] perSecond() {
    return perSecond.clone();
  }

  /** Events in each of 64 parts of the spread period; a copy. */
  public int[] phaseHistogram() {
    return phaseHistogram.clone();
  }

  /**
   * ENDs by outcome, in the order of {@link io.dephasing.core.event.RunOutcome}; empty where none
   * ended; a copy.
   */
  public int[] outcomes() {
    return outcomes.clone();
  }

  /** Retries by attempt, 1 to 7, 8 and more; empty for other kinds; a copy. */
  public int[] attempts() {
    return attempts.clone();
  }

  /** Retries by planned backoff; empty where none was given; a copy. */
  public int[] backoff() {
    return backoff.clone();
  }

  /** The busiest resource keys, busiest first; empty where no event names one. */
  public List<ResourceCount> topResourceKeys() {
    return topResourceKeys;
  }
}
