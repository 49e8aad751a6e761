package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.Activity;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.Severity;
import io.dephasing.core.slice.Slice;
import java.util.List;
import java.util.Optional;

/**
 * A group has fallen silent (METHOD 10, F5): three cadences without events, or, without a cadence,
 * so many slices that chance would empty them once in a million. Only where members recur: a
 * campaign in which each acts once may end. Nothing is said of a group that acts so rarely that
 * chance needs more than the hour that is looked back at: its share of busy slices is a guess, and
 * its events come in clusters, of which the formula knows nothing.
 */
final class BlindSpotRule implements DueRule {
  private static final long STEADY_SLICES = 10;
  private static final long EVENTS_PER_MEMBER = 3;
  private static final double CADENCES = 3;
  private static final long MINIMUM_KNOWN = 20;
  private static final long MINIMUM_SILENT = 3;
  private static final double LEVEL = 1e-6;

  /** Who was silent for so long is gone, not unseen. */
  private static final long GONE_AFTER = 1440;

  @Override
  public boolean watches(Flow flow) {
    return !flow.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(Flow flow, OpenSlice slice) {
    return Optional.empty();
  }

  @Override
  public long dueSlice(Flow flow) {
    Activity activity = flow.history().activity();
    long last = activity.lastSlice();
    if (last == Long.MIN_VALUE || last - activity.firstSlice() < STEADY_SLICES) {
      return NEVER;
    }
    long silent = silentSlices(flow, activity);
    return silent == NEVER ? NEVER : last + silent;
  }

  /** After how many silent slices silence is news. */
  private static long silentSlices(Flow flow, Activity activity) {
    long last = activity.lastSlice();
    double cadence = flow.cadenceSeconds(last + 1);
    if (cadence > Slice.BUCKETS) {
      boolean isKnown = (last - activity.firstSlice()) * Slice.BUCKETS >= CADENCES * cadence;
      return isKnown
          ? (long) Math.floor((CADENCES * cadence + Slice.BUCKETS) / Slice.BUCKETS) + 1
          : NEVER;
    }
    double empty = 1 - activity.leastShare();
    if (activity.knownSlices() < MINIMUM_KNOWN || empty >= 1) {
      return NEVER;
    }
    long chance = empty <= 0 ? 0 : (long) Math.ceil(Math.log(LEVEL) / Math.log(empty));
    return chance > Activity.LOOKED_BACK ? NEVER : Math.max(MINIMUM_SILENT, chance);
  }

  @Override
  public Optional<Firing> due(Flow flow, long slice) {
    long last = flow.history().activity().lastSlice();
    long starts = flow.history().starts(last + 1, Activity.LOOKED_BACK);
    if (last >= slice || starts < EVENTS_PER_MEMBER * flow.members(last + 1)) {
      return Optional.empty();
    }
    long silent = slice - last;
    Evidence evidence =
        new Evidence(
            List.of(
                new Condition("events", 0, starts, "events/h"),
                new Condition("cadence_seconds", silent * 60.0, silent * 60.0, "seconds silent")),
            Histograms.upTo(flow, (last + 1) * Slice.BUCKETS - 1),
            Histograms.instances(flow, (last + 1) * Slice.BUCKETS - 1));
    return Optional.of(
        new Firing(
            (slice + 1) * Slice.BUCKETS - 1,
            Slice.BUCKETS,
            (last + 1) * Slice.BUCKETS,
            (int) silent,
            Severity.TICKET,
            evidence,
            flow.settledAtMillis(slice)));
  }

  @Override
  public boolean isActive(Flow flow, long slice) {
    long last = flow.history().activity().lastSlice();
    return last < slice && slice - last <= GONE_AFTER;
  }

  @Override
  public String summary(GroupKey group, Firing firing) {
    return "%s/%s has been silent for %d min"
        .formatted(group.service(), group.name(), firing.size());
  }
}
