package io.dephasing.core.rule;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.history.Scope;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.HerdThresholds;
import io.dephasing.core.statistics.RateBound;
import java.util.List;
import java.util.function.Consumer;

/**
 * Remediations in flight (METHOD 6.2): at least 3, a tenth of the members, and more than
 * independent ones reach by chance. Where a group reports no ENDs, nobody knows what is in flight:
 * then starts in 60 s count, of which at least 3 lie within 15 s, for two at a time, one pair after
 * the other, are no storm. Of times that are whole minutes nobody knows that: then they tell
 * nothing.
 */
final class RemediationStormRule implements InFlightRule {
  private static final int WIDTH_SECONDS = 60;
  private static final int AT_ONCE_SECONDS = 15;
  private static final int MINIMUM_SIZE = 3;

  /** By then a group that reports ENDs has reported one. */
  private static final long ENDS_KNOWN_AFTER_SECONDS = 3600;

  /** Within the hour in which a group is new, nobody knows how many of it are usual. */
  private static final long NEW_FOR_SECONDS = 3600;

  /** Two at a time whose runs overlap are four: of a new group that is no storm yet. */
  private static final int MINIMUM_SIZE_OF_NEW = 6;

  /** Minutes beside the fullest that a new group's own rate stands on. */
  private static final long FEWEST_OTHERS = 5;

  private static final double MINIMUM_FRACTION = 0.1;
  private static final long HOUR_SLICES = 60;
  private static final double HOUR_SECONDS = 3600;
  private static final double ROUNDING = 1e-9;
  private static final String BY_STARTS = "events";

  private final HerdThresholds thresholds = new HerdThresholds();
  private final double budget;

  RemediationStormRule(Policy policy) {
    // The rule's own budget is 0.1 a month whatever the herd rule's (METHOD 9.7).
    budget = Math.min(0.1, policy.falseAlarmsPer30Days());
  }

  @Override
  public boolean watches(RuleContext context) {
    return context.group().kind() == EventKind.REMEDIATION && !context.group().isRollUp();
  }

  @Override
  public void candidates(RuleContext context, long first, long last, Consumer<Position> positions) {
    // What is complete was judged then: what has settled since would be counted otherwise now.
    long from = Math.max(first, context.progress().completeSecond() + 1);
    context
        .open()
        .forEachWithEvents(from, last, second -> positions.accept(Position.at(second, 0)));
  }

  @Override
  public Verdict judge(RuleContext context, Position position) {
    long end = position.endSecond();
    if (context.progress().completeSecond() < end) {
      return new Verdict.Wait(end, 0);
    }
    if (context.watchedSlices(context.referenceSlice(end), GroupHistory.DAY) < 1) {
      return Verdict.QUIET;
    }
    long m = context.referenceSlice(end);
    if (context.history().runs().hasEndsBy(end, m)) {
      long running = context.history().runs().inFlight(end);
      long needed = neededInFlight(context, end, m);
      return running >= needed
          ? fires(context, end, running, new MetCondition("in_flight", running, needed, "runs"))
          : Verdict.QUIET;
    }
    return judgeStarts(context, end, m);
  }

  /** Runs of a new group have not had the time to end: nothing is known of its ENDs. */
  private Verdict judgeStarts(RuleContext context, long end, long m) {
    long first = context.history().activity().firstSlice();
    long atOnce = context.open().sum(end - AT_ONCE_SECONDS + 1, end, Scope.ON_TIME);
    if (first == Long.MAX_VALUE
        || end - first * Slice.BUCKETS < ENDS_KNOWN_AFTER_SECONDS
        || atOnce < MINIMUM_SIZE
        || WholeMinutes.hide(context, end - AT_ONCE_SECONDS + 1, end, Scope.ON_TIME)) {
      return Verdict.QUIET;
    }
    long starts = context.open().sum(end - WIDTH_SECONDS + 1, end, Scope.ON_TIME);
    long needed =
        Math.max(
            MINIMUM_SIZE,
            thresholds.poissonThreshold(lambdaPerSecond(context, m), WIDTH_SECONDS, budget));
    return starts >= needed
        ? fires(context, end, starts, new MetCondition(BY_STARTS, starts, needed, "starts/min"))
        : Verdict.QUIET;
  }

  private long neededInFlight(RuleContext context, long end, long m) {
    long first = context.history().activity().firstSlice();
    boolean isNew = first >= m || end - first * Slice.BUCKETS < NEW_FOR_SECONDS;
    double lambda =
        Math.max(lambdaPerSecond(context, m), isNew ? ownRatePerSecond(context, first, m) : 0);
    double inFlight = lambda * context.history().runs().meanDurationSeconds(m);
    long share = (long) Math.ceil(MINIMUM_FRACTION * Math.max(1, context.members(m)) - ROUNDING);
    long chance = thresholds.inFlightThreshold(lambda, inFlight, budget);
    int least = isNew ? MINIMUM_SIZE_OF_NEW : MINIMUM_SIZE;
    return Math.max(least, Math.max(share, chance));
  }

  /**
   * The silence before a new group tells nothing of it: its rate is what it has done since, without
   * its fullest minute, for that may be a storm, which is no baseline of its own.
   */
  private static double ownRatePerSecond(RuleContext context, long first, long m) {
    long others = m - first - 1;
    if (others < FEWEST_OTHERS) {
      return 0;
    }
    long fullest = 0;
    for (long slice = first; slice < m; slice++) {
      fullest = Math.max(fullest, context.history().starts(slice + 1, 1));
    }
    long starts = context.history().starts(m, m - first) - fullest;
    return RateBound.upper(starts, others * (double) Slice.BUCKETS);
  }

  private static double lambdaPerSecond(RuleContext context, long m) {
    long watched = context.watchedSlices(m, GroupHistory.DAY);
    double bound =
        RateBound.upper(context.history().starts(m, watched), watched * (double) Slice.BUCKETS);
    return Math.max(bound, context.history().starts(m, HOUR_SLICES) / HOUR_SECONDS);
  }

  private static Verdict fires(RuleContext context, long end, long size, MetCondition condition) {
    AlertEvidence evidence =
        new AlertEvidence(
            List.of(condition), Histograms.upTo(context, end), Histograms.instances(context, end));
    long decided =
        Math.max(
            context.newestMillis(end),
            (end + 1) * 1000 + context.progress().lateness().boundMillis());
    return new Verdict.Fires(
        new Firing(end, WIDTH_SECONDS, end, (int) size, AlertSeverity.PAGE, evidence, decided));
  }

  @Override
  public boolean isActive(RuleContext context, long second) {
    // Half of 3 in flight is an ordinary day. Only firing positions keep the alert alive.
    return false;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    String remediations = Counted.of(story.size(), "remediation", "remediations");
    boolean isByStarts = story.firing().evidence().value(BY_STARTS).isPresent();
    return isByStarts
        ? "%s (%s) of %s %s within a minute"
            .formatted(
                remediations,
                group.name(),
                group.service(),
                story.tense("begins", "begin", "began"))
        : "%s (%s) of %s %s in flight at once"
            .formatted(
                remediations,
                group.name(),
                group.service(),
                story.tense("is", "are", Counted.form(story.size(), "was", "were")));
  }
}
