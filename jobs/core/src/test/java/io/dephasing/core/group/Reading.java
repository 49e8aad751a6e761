package io.dephasing.core.group;

import io.dephasing.core.event.Event;
import io.dephasing.core.rule.Progress.Lateness;

/**
 * How the events come: how they are cut into partitions, and how far apart these are read.
 *
 * @param partitions how many
 * @param by what decides an event's partition
 * @param seed of all that is random: who is read next, when partials leave, when a restore strikes
 * @param apartMillis by how much event time one partition may be read ahead of another
 * @param restores whether states and partials are copied through their bytes at random moments
 * @param followsClock whether each event is read when it is appended, and the time of partitions
 *     that are quiet follows the broker's clock
 * @param lateness what "late" means
 */
public record Reading(
    int partitions,
    By by,
    long seed,
    long apartMillis,
    boolean restores,
    boolean followsClock,
    Lateness lateness) {
  /** Read whenever there is something, without a clock. */
  public Reading(
      int partitions, By by, long seed, long apartMillis, boolean restores, Lateness lateness) {
    this(partitions, by, seed, apartMillis, restores, false, lateness);
  }

  /** The same read as it comes, while the time of whoever is quiet follows the clock. */
  public Reading live() {
    return new Reading(partitions, by, seed, 0, restores, true, lateness);
  }

  /** One partition, read as delivered. */
  public static final Reading AS_DELIVERED =
      new Reading(1, By.GROUP, 0, 0, false, Lateness.DEFAULT);

  /** What decides an event's partition. */
  public enum By {
    GROUP,
    INSTANCE
  }

  int partitionOf(Event event) {
    int hash = by == By.GROUP ? event.group().canonical().hashCode() * 31 : event.instance().hash();
    return Math.floorMod(hash ^ (hash >>> 16), partitions);
  }

  @Override
  public String toString() {
    return "%d partitions by %s, seed %d, %d s apart, bound %d ms%s"
        .formatted(
            partitions,
            by.name().toLowerCase(java.util.Locale.ROOT),
            seed,
            apartMillis / 1000,
            lateness.boundMillis(),
            (restores ? ", restored" : "") + (followsClock ? ", live" : ""));
  }
}
