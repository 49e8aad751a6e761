package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.Activity;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.Scope;
import io.dephasing.core.policy.AlertSeverity;
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

  /** What began within the hour may be a batch that ends: it never said that it goes on. */
  private static final long MINIMUM_KNOWN = Activity.LOOKED_BACK;

  /** Half as long again as the group has rested before. */
  private static final double REST_RATIO = 1.5;

  private static final long MINIMUM_SILENT = 3;
  private static final double LEVEL = 1e-6;

  /** Who was silent for so long is gone, not unseen. */
  private static final long GONE_AFTER = 1440;

  @Override
  public boolean watches(RuleContext context) {
    return !context.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(RuleContext context, OpenSlice slice) {
    return Optional.empty();
  }

  @Override
  public long dueSlice(RuleContext context) {
    Activity activity = context.history().activity();
    long last = activity.lastSlice();
    if (last == Long.MIN_VALUE || last - activity.firstSlice() < STEADY_SLICES) {
      return NEVER;
    }
    long silent = silentSlices(context, activity);
    return silent == NEVER ? NEVER : last + silent;
  }

  /** After how many silent slices silence is news. */
  private static long silentSlices(RuleContext context, Activity activity) {
    long last = activity.lastSlice();
    double cadence = context.cadenceSeconds(last + 1);
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
    long rested = (long) Math.ceil(REST_RATIO * activity.longestRest());
    return chance > Activity.LOOKED_BACK
        ? NEVER
        : Math.max(MINIMUM_SILENT, Math.max(chance, rested));
  }

  @Override
  public Optional<Firing> due(RuleContext context, long slice) {
    long last = context.history().activity().lastSlice();
    long starts = context.history().starts(last + 1, Activity.LOOKED_BACK);
    if (last >= slice || starts < EVENTS_PER_MEMBER * context.members(last + 1)) {
      return Optional.empty();
    }
    long silent = slice - last;
    double needed = 60.0 * silentSlices(context, context.history().activity());
    AlertEvidence evidence =
        new AlertEvidence(
            List.of(
                new MetCondition("silent_seconds", silent * 60.0, needed, "seconds, when found")),
            List.of(new Fact("events", starts, "events in the hour before")),
            Histograms.upTo(context, (last + 1) * Slice.BUCKETS - 1),
            Histograms.instances(context, (last + 1) * Slice.BUCKETS - 1),
            0);
    return Optional.of(
        new Firing(
            (slice + 1) * Slice.BUCKETS - 1,
            Slice.BUCKETS,
            (last + 1) * Slice.BUCKETS,
            (int) silent,
            AlertSeverity.TICKET,
            evidence,
            context.settledAtMillis(slice)));
  }

  @Override
  public void remember(GroupHistory history, Firing firing) {
    history.activity().tellOfSilence();
  }

  @Override
  public boolean isActive(RuleContext context, long slice) {
    Activity activity = context.history().activity();
    long last = activity.lastSlice();
    Optional<Firing> first = context.ongoing().first(RuleCatalogue.BLIND_SPOT);
    if (first.isEmpty()) {
      return false;
    }
    long silentFrom = Math.floorDiv(first.get().instantSecond(), Slice.BUCKETS);
    return last < silentFrom
        ? slice - last <= GONE_AFTER
        : last == slice && activity.isFirstSince(silentFrom);
  }

  /** A slice that has settled with starts ended the silence: with the first of them. */
  @Override
  public long activeThrough(RuleContext context, long slice) {
    long last = (slice + 1) * Slice.BUCKETS - 1;
    if (context.history().activity().lastSlice() < slice) {
      return last;
    }
    long second = slice * Slice.BUCKETS;
    while (second < last && context.open().starts(second, Scope.ALL) == 0) {
      second++;
    }
    return second - 1;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    long millis =
        story.isOver()
            ? story.endsAtMillis() - story.startsAtMillis()
            : story.size() * Slice.LENGTH_MILLIS;
    return "%s/%s %s silent for %s"
        .formatted(
            group.service(),
            group.name(),
            story.tense("has been", "was"),
            Sentence.lasting(millis));
  }

  @Override
  public Lasting lasting() {
    return Lasting.STATE;
  }
}
