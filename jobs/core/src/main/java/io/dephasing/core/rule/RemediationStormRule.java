package io.dephasing.core.rule;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.history.Scope;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.policy.Severity;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.HerdThresholds;
import io.dephasing.core.statistics.RateBound;
import java.util.List;
import java.util.function.Consumer;

/**
 * Remediations in flight (METHOD 6.2): at least 3, a tenth of the members, and more than
 * independent ones reach by chance; where a group reports no ENDs, starts in 60 s instead.
 */
final class RemediationStormRule implements InFlightRule {
  private static final int WIDTH_SECONDS = 60;
  private static final int MINIMUM_SIZE = 3;
  private static final double MINIMUM_FRACTION = 0.1;
  private static final long HOUR_SLICES = 60;
  private static final double HOUR_SECONDS = 3600;
  private static final double ROUNDING = 1e-9;

  private final HerdThresholds thresholds = new HerdThresholds();
  private final double budget;

  RemediationStormRule(Policy policy) {
    // The rule's own budget is 0.1 a month whatever the herd rule's (METHOD 9.7).
    budget = Math.min(0.1, policy.falseAlarmsPer30Days());
  }

  @Override
  public boolean watches(Flow flow) {
    return flow.group().kind() == EventKind.REMEDIATION && !flow.group().isRollUp();
  }

  @Override
  public void candidates(Flow flow, long first, long last, Consumer<Position> positions) {
    // What is complete was judged then: what has settled since would be counted otherwise now.
    long from = Math.max(first, flow.progress().completeSecond() + 1);
    flow.open().forEachWithEvents(from, last, second -> positions.accept(Position.at(second, 0)));
  }

  @Override
  public Verdict judge(Flow flow, Position position) {
    long end = position.endSecond();
    if (flow.progress().completeSecond() < end) {
      return new Verdict.Wait(end, 0);
    }
    if (flow.watchedSlices(flow.referenceSlice(end), GroupHistory.DAY) < 1) {
      return Verdict.QUIET;
    }
    long running = flow.history().inFlight(end);
    long starts = flow.open().sum(end - WIDTH_SECONDS + 1, end, Scope.ON_TIME);
    Need need = need(flow, flow.referenceSlice(end));
    boolean byStarts = !need.hasEnds && starts >= need.starts;
    if (running < need.running && !byStarts) {
      return Verdict.QUIET;
    }
    return fires(flow, end, running, starts, need);
  }

  /** What has to be in flight, and how many starts count where no END is reported. */
  private record Need(long running, long starts, boolean hasEnds) {}

  private Need need(Flow flow, long m) {
    double lambda = lambdaPerSecond(flow, m);
    double inFlight = lambda * flow.history().meanDurationSeconds(m);
    long share = (long) Math.ceil(MINIMUM_FRACTION * Math.max(1, flow.members(m)) - ROUNDING);
    long chance = thresholds.inFlightThreshold(lambda, inFlight, budget);
    long starts = thresholds.poissonThreshold(lambda, WIDTH_SECONDS, budget);
    return new Need(
        Math.max(MINIMUM_SIZE, Math.max(share, chance)),
        Math.max(MINIMUM_SIZE, starts),
        flow.history().hasEnds(m));
  }

  private static double lambdaPerSecond(Flow flow, long m) {
    long watched = flow.watchedSlices(m, GroupHistory.DAY);
    double bound =
        RateBound.upper(flow.history().starts(m, watched), watched * (double) Slice.BUCKETS);
    return Math.max(bound, flow.history().starts(m, HOUR_SLICES) / HOUR_SECONDS);
  }

  private Verdict fires(Flow flow, long end, long running, long starts, Need need) {
    Condition condition =
        running >= need.running
            ? new Condition("in_flight", running, need.running, "runs")
            : new Condition("events", starts, need.starts, "starts/min");
    Evidence evidence =
        new Evidence(
            List.of(condition), Histograms.upTo(flow, end), Histograms.instances(flow, end));
    long decided =
        Math.max(
            flow.newestMillis(end), (end + 1) * 1000 + flow.progress().lateness().boundMillis());
    return new Verdict.Fires(
        new Firing(
            end,
            WIDTH_SECONDS,
            end,
            (int) Math.max(running, starts),
            Severity.PAGE,
            evidence,
            decided));
  }

  @Override
  public boolean isActive(Flow flow, long second) {
    // Half of 3 in flight is an ordinary day. Only firing positions keep the alert alive.
    return false;
  }

  @Override
  public String summary(GroupKey group, Firing firing) {
    return "%d remediations %s of %s at once"
        .formatted(firing.size(), group.name(), group.service());
  }
}
