package io.dephasing.core.history;

import io.dephasing.core.slice.DistinctInstances;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.slice.Versions;
import io.dephasing.core.statistics.TimeResolution;

/**
 * What settled slices tell beyond rates and members: periods, cycles, rollouts, whether runs add
 * up, echoes of retries, resource keys.
 */
public final class SettledPatterns {
  /** A version that comes later than this after the group's first slice is a new one. */
  private static final long MINIMUM_LEARNED = 10;

  private static final long DAY_MILLIS = 86_400_000;

  private final Periods periods = new Periods();
  private final CycleMembers cycleMembers = new CycleMembers();
  private final RunOrder runOrder = new RunOrder();
  private final Rollouts rollouts = new Rollouts();
  private final Echoes echoes = new Echoes();
  private final KeyCounts keyCounts = new KeyCounts();

  /**
   * What is known of a settled slice already.
   *
   * @param present its instances
   * @param members M, the slice included
   * @param spreadSlices D
   * @param firstSlice the group's first
   * @param resolution of its times
   */
  record Seen(
      DistinctInstances present,
      int members,
      long spreadSlices,
      long firstSlice,
      TimeResolution resolution) {}

  /** Takes a slice with starts in that changes no more; in order of time. */
  void settle(OpenSlice settled, Seen seen, Cadences cadences) {
    long m = settled.index();
    Slice slice = settled.slice();
    double cadence = cadences.asOf(m + 1);
    periods.add(cadences.period(m, seen.firstSlice, seen.resolution));
    cycleMembers.add(m, seen.present, cadence, phaseSeconds(cadences, cadence));
    settleVersions(m, seen, cadence, slice.versions());
    if (!slice.attemptSeconds().isEmpty()) {
      echoes.add(m, slice);
    }
    keyCounts.add(m, slice.resourceKeys());
  }

  private static double phaseSeconds(Cadences cadences, double cadence) {
    double phase = cadences.phaseSeconds(cadence);
    return Double.isNaN(phase)
        ? Math.floorMod(cadences.latestScheduledMillis(), DAY_MILLIS) / 1e3
        : phase;
  }

  private void settleVersions(long m, Seen seen, double cadence, Versions versions) {
    long cadenceSlices = Double.isNaN(cadence) ? 0 : (long) Math.ceil(cadence / Slice.BUCKETS);
    long learned = Math.max(MINIMUM_LEARNED, Math.max(seen.spreadSlices, cadenceSlices));
    rollouts.add(m, versions, m > seen.firstSlice + learned, seen.members, cadenceSlices);
  }

  /** The same of a slice that may hold ENDs alone. */
  void settleRuns(OpenSlice settled) {
    runOrder.add(settled.index(), settled.slice().runMarks());
  }

  /** The bank's dominant period (METHOD 4). */
  public Periods periods() {
    return periods;
  }

  /** How many members the last finished cycle has seen (METHOD 10, F5). */
  public CycleMembers cycleMembers() {
    return cycleMembers;
  }

  RunOrder runOrder() {
    return runOrder;
  }

  /** New versions on their way to the members (METHOD 14.6). */
  public Rollouts rollouts() {
    return rollouts;
  }

  /** Attempts that came back as herds (METHOD 14.7). */
  public Echoes echoes() {
    return echoes;
  }

  /** Events by resource key (METHOD 14.4). */
  public KeyCounts keyCounts() {
    return keyCounts;
  }

  /**
   * Runs of a window that do not add up (METHOD 10, F6), given all before it that is known now.
   *
   * @return count; NaN where no run of the window has an id
   */
  public double inconsistentRuns(OpenSlice window, OpenSlices open) {
    if (window.slice().runMarks().isEmpty()) {
      return Double.NaN;
    }
    RunOrder order = runOrder.copy();
    for (OpenSlice each : open.all()) {
      if (each.index() >= window.index()) {
        break;
      }
      if (!each.isSettled()) {
        order.add(each.index(), each.slice().runMarks());
      }
    }
    return order.add(window.index(), window.slice().runMarks());
  }
}
