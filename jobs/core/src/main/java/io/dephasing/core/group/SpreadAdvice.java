package io.dephasing.core.group;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.Scope;
import io.dephasing.core.recommendation.Plan;
import io.dephasing.core.recommendation.Situation;
import io.dephasing.core.recommendation.Situation.Limits;
import io.dephasing.core.recommendation.Situation.Traits;
import io.dephasing.core.recommendation.SpreadPlanner;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.core.rule.AlertEvidence;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.RuleContext;
import io.dephasing.core.slice.ActivityTimeline;
import io.dephasing.core.slice.OffsetSums;
import io.dephasing.core.slice.Schedules;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.OffsetUniformity;
import io.dephasing.core.statistics.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells each alert about a herd what would cure it, and recommends that when the alert begins and
 * when it has grown (METHOD 11). Knows what the alert's evidence and the slices settled before it
 * tell, so it depends on the order of arrival no more than the alert does.
 *
 * @param context of the group
 * @param out where the transitions go on to
 */
record SpreadAdvice(RuleContext context, Outputs out) implements Consumer<AlertTransition> {
  /** Rules that a spread cures. */
  private static final Set<String> CURED =
      Set.of(RuleCatalogue.HERD.id(), RuleCatalogue.PHASE_LOCK.id());

  /** Who starts in one second of many minutes has no cycle to be spread over. */
  private static final String SECOND_OF_MINUTE = "second_of_minute";

  private static final long FEWEST_OFFSETS = 20;
  private static final double UNEVEN = 0.01;
  private static final double APPLIED_SLOPE = 0.5;

  @Override
  public void accept(AlertTransition transition) {
    boolean isCured =
        CURED.contains(transition.identity().rule())
            && transition.finding().evidence().value(SECOND_OF_MINUTE).isEmpty();
    Optional<Plan> plan =
        isCured && transition.status() == Status.FIRING ? plan(transition) : Optional.empty();
    if (plan.isEmpty()) {
      out.alert(transition);
      return;
    }
    out.alert(transition.withRemark(plan.get().sentence()));
    out.recommendation(recommendation(transition, plan.get()));
  }

  private SpreadRecommendation recommendation(AlertTransition transition, Plan plan) {
    return new SpreadRecommendation(
        transition.group(),
        transition.identity().alertId(),
        transition.lifetime().decidedAtMillis(),
        peak(transition),
        plan,
        transition.policyVersion());
  }

  /** The fullest second of the evidence, and of a cycle that has settled. */
  private int peak(AlertTransition transition) {
    int peak =
        transition.finding().evidence().histogram().stream().mapToInt(i -> i).max().orElse(0);
    if (transition.identity().rule().equals(RuleCatalogue.PHASE_LOCK.id())) {
      long start = Math.floorDiv(transition.lifetime().startsAtMillis(), 1000);
      for (long second = start; second < start + Slice.BUCKETS; second++) {
        peak = Math.max(peak, context.open().starts(second, Scope.ALL));
      }
    }
    return peak;
  }

  private Optional<Plan> plan(AlertTransition transition) {
    AlertEvidence evidence = transition.finding().evidence();
    long second = second(transition);
    long m = context.referenceSlice(second);
    int size = (int) Math.max(evidence.value("herd_size").orElse(0), 1);
    int members =
        (int) Math.max(size, Math.max(evidence.value("members").orElse(0), context.members(m)));
    List<OpenSlice> around = around(second);
    boolean isCritical = around.stream().anyMatch(s -> s.slice().offsets().critical() > 0);
    double atHandMillis =
        around.stream().mapToInt(s -> s.slice().schedules().largestSpreadMillis()).max().orElse(0);
    return SpreadPlanner.plan(
        new Situation(
            members,
            context.spreadSeconds(m, atHandMillis / 1e3),
            limits(m),
            durationSeconds(m),
            new Traits(
                context.group().kind() == EventKind.RETRY,
                hasLastingNames(members, m),
                isCritical,
                isJittered(around) ? uniformSeconds(m) : 0),
            names(around)));
  }

  /** Its beginning; of one that has grown since, the minute behind that. */
  private static long second(AlertTransition transition) {
    long millis =
        Math.max(
            transition.lifetime().startsAtMillis(),
            transition.lifetime().decidedAtMillis() - Slice.LENGTH_MILLIS);
    return Math.floorDiv(millis, 1000);
  }

  private Limits limits(long m) {
    return new Limits(
        context.policy().limit("rate_peak_per_second"),
        context.policy().limit("concurrency_max"),
        context.policy().limit("start_delay_p99_seconds"),
        context.cadenceSeconds(m));
  }

  private long durationSeconds(long m) {
    double p95 = context.history().runs().durationP95Seconds(m);
    return Double.isNaN(p95) ? 1 : Math.max(1, (long) Math.ceil(p95));
  }

  /** Whether all members were seen before and no run brings new ones: a list would hold. */
  private boolean hasLastingNames(int members, long m) {
    GroupHistory history = context.history();
    return history.members(m) >= members && history.usualNewcomers(m) == 0 && !history.isCrowded(m);
  }

  /**
   * Whether most of these starts were held back: who forgets his offsets herds for want of them.
   */
  private static boolean isJittered(List<OpenSlice> slices) {
    long starts = 0;
    long jittered = 0;
    for (OpenSlice each : slices) {
      Schedules schedules = each.slice().schedules();
      starts += each.slice().tally().starts();
      jittered += schedules.withOffset() - schedules.zeroOffsets();
    }
    return 2 * jittered > starts;
  }

  /** On how much time applied offsets of finished cycles are uniform; 0 where they are not. */
  private double uniformSeconds(long m) {
    OffsetSums offsets = context.history().offsets().asOf(m);
    int[] bins = offsets.bins();
    long n = Rate.events(bins);
    double distance = OffsetUniformity.kolmogorovSmirnov(bins);
    boolean isUniform =
        n >= FEWEST_OFFSETS
            && OffsetUniformity.kolmogorovSmirnovPValue(distance, n) >= UNEVEN
            && offsets.slope().slope() >= APPLIED_SLOPE;
    return isUniform ? offsets.spreadMillis() / 1e3 : 0;
  }

  /** The slices that a herd at this second can lie in. */
  private List<OpenSlice> around(long second) {
    List<OpenSlice> around = new ArrayList<>();
    long slice = Math.floorDiv(second, Slice.BUCKETS);
    for (long each = slice - 1; each <= slice + 1; each++) {
      OpenSlice open = context.open().find(each);
      if (open != null) {
        around.add(open);
      }
    }
    return around;
  }

  private static List<String> names(List<OpenSlice> slices) {
    return slices.stream()
        .flatMap(s -> s.slice().timeline().instances(0).stream())
        .map(ActivityTimeline::instance)
        .distinct()
        .toList();
  }
}
