package io.dephasing.core.recommendation;

import java.util.List;
import java.util.Optional;

/**
 * A spread, and what comes of it.
 *
 * @param spread what to do
 * @param expectedPeakPerSecond peak that is expected then
 * @param expectedPeak95PerSecond peak that is passed once in 20 cycles
 * @param slots by rank, where the members are at hand; bounded
 * @param reason what it falls short of, or who pays; empty where nothing is to be said
 */
public record Plan(
    Spread spread,
    double expectedPeakPerSecond,
    double expectedPeak95PerSecond,
    List<Slot> slots,
    String reason) {
  public Plan {
    slots = List.copyOf(slots);
  }

  /**
   * What to do.
   *
   * @param members that were planned for
   * @param targetPerSecond peak that is aimed at, starts in a second
   * @param windowMillis length of the spread window
   * @param slotMillis length of a slot
   * @param assignment how members get their slots
   */
  public record Spread(
      int members,
      long targetPerSecond,
      long windowMillis,
      long slotMillis,
      Assignment assignment) {}

  /**
   * One member's slot.
   *
   * @param instance whose
   * @param offsetMillis after the scheduled time
   */
  public record Slot(String instance, long offsetMillis) {}

  /** Price: mean delay that the spread adds to a start, D/2; ms. */
  public double addedDelayMillis() {
    return spread.windowMillis / 2.0;
  }

  /** The plan in a sentence or two, without the end of the last. */
  public String sentence() {
    return SpreadSentence.of(
        Optional.of(spread.assignment),
        spread.windowMillis,
        expectedPeak95PerSecond,
        addedDelayMillis(),
        reason);
  }
}
