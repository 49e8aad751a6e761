package io.dephasing.core.group;

import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.Firing;
import io.dephasing.core.rule.Flow;
import io.dephasing.core.rule.Position;
import io.dephasing.core.rule.Progress;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.rule.Rule;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.Verdict;
import io.dephasing.core.slice.BucketCounts;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.ScanWidths;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Watches groups, one step at a time: a partial slice comes in, or event time goes on. Whatever
 * waits for completeness happens in event-time order however far the watermark jumps, so the alerts
 * are a function of the events, not of their arrival (METHOD 9.8). Remembers thresholds, never
 * groups.
 */
public final class GroupWatch {
  /** Quieter than this, a group is forgotten: whom it knew would be too (METHOD 9.1). */
  private static final long FORGOTTEN_AFTER_MILLIS = 48 * 3_600_000L;

  private static final int LEAD_IN_SECONDS = 15;
  private static final int WIDEST_NARROW = 15;
  private static final int WIDEST = 60;
  private static final long NARROW_SLICES = 4;
  private static final long WIDE_SLICES = 9;

  private final Policy policy;
  private final Lateness lateness;
  private final Map<RuleCatalogue, Rule> rules = new EnumMap<>(RuleCatalogue.class);
  private final WindowPublisher publisher = new WindowPublisher();

  /** Watches with this policy. */
  public GroupWatch(Policy policy, Lateness lateness) {
    this.policy = policy;
    this.lateness = lateness;
    for (RuleCatalogue rule : RuleCatalogue.all()) {
      rules.put(rule, rule.create(policy));
    }
  }

  /**
   * Folds a partial slice in and judges what it has changed.
   *
   * @param sliceIndex its minute
   * @param partial owned by the state from here on
   * @param watermarkMillis all on-time events before it have come, ms since the epoch
   */
  public void add(
      GroupState state,
      long sliceIndex,
      Slice partial,
      long watermarkMillis,
      JobSpan span,
      Outputs out) {
    advance(state, watermarkMillis, span, out);
    List<Long> changed = changedSeconds(sliceIndex, partial);
    state.history().open().absorb(sliceIndex, partial);
    if (!changed.isEmpty()) {
      judgeChanged(flow(state, span), changed, state, out);
    }
    settleLate(state, sliceIndex, span, out);
    wake(state, span);
  }

  /** First and last second that the partial touches; empty where it holds only what was late. */
  private static List<Long> changedSeconds(long sliceIndex, Slice partial) {
    BucketCounts counts = partial.counts();
    int first = -1;
    int last = -1;
    for (int bucket = 0; bucket < Slice.BUCKETS; bucket++) {
      if (counts.starts(bucket) > 0 || counts.ends(bucket) > 0) {
        first = first < 0 ? bucket : first;
        last = bucket;
      }
    }
    long start = sliceIndex * Slice.BUCKETS;
    return first < 0 ? List.of() : List.of(start + first, start + last);
  }

  private void judgeChanged(Flow flow, List<Long> changed, GroupState state, Outputs out) {
    List<Position> positions = new ArrayList<>();
    for (Map.Entry<RuleCatalogue, Rule> entry : rules.entrySet()) {
      if (entry.getValue().watches(flow)) {
        positions.clear();
        entry.getValue().candidates(flow, changed.get(0), changed.get(1), positions::add);
        for (Position position : positions) {
          judge(entry.getKey(), position, flow, state, out);
        }
      }
    }
  }

  private void judge(
      RuleCatalogue id, Position position, Flow flow, GroupState state, Outputs out) {
    Rule rule = rules.get(id);
    if (rule == null || !rule.watches(flow)) {
      return;
    }
    Verdict verdict = rule.judge(flow, position);
    if (verdict instanceof Verdict.Wait wait) {
      state.pending().add(wait.gateSecond(), id, position, wait.memory());
    } else if (verdict instanceof Verdict.Fires fires) {
      fire(id, rule, fires.firing(), flow, state, out);
    }
  }

  private static void fire(
      RuleCatalogue id, Rule rule, Firing firing, Flow flow, GroupState state, Outputs out) {
    if (id == RuleCatalogue.HERD) {
      state.fired().add(firing);
    }
    state.alerts().fire(id, rule, firing, flow, out::alert);
  }

  /**
   * A slice may come when event time has passed its end by more than the lateness: after a jump to
   * the end.
   */
  private void settleLate(GroupState state, long sliceIndex, JobSpan span, Outputs out) {
    OpenSlice slice = state.history().open().find(sliceIndex);
    if (slice != null
        && !slice.isSettled()
        && slice.endMillis() + lateness.allowedMillis() <= state.watermarkMillis()) {
      stop(state, state.watermarkMillis(), span, out);
    }
  }

  /** Lets event time go on to a watermark; one that lies back changes nothing. */
  public void advance(GroupState state, long watermarkMillis, JobSpan span, Outputs out) {
    if (watermarkMillis <= state.watermarkMillis()) {
      return;
    }
    long next = nextStop(state, span);
    while (next <= watermarkMillis && next < Long.MAX_VALUE) {
      stop(state, next, span, out);
      next = nextStop(state, span);
    }
    stop(state, watermarkMillis, span, out);
    wake(state, span);
  }

  /** The next time at which a window ends, a slice settles or an alert resolves. */
  private long nextStop(GroupState state, JobSpan span) {
    Flow flow = flow(state, span);
    long next = publisher.nextEndMillis(state, flow, span);
    for (OpenSlice slice : state.history().open().all()) {
      if (!slice.isSettled()) {
        next = Math.min(next, slice.endMillis() + lateness.allowedMillis());
        break;
      }
    }
    return Math.min(next, state.alerts().nextResolveMillis(flow));
  }

  private void stop(GroupState state, long watermarkMillis, JobSpan span, Outputs out) {
    state.watermark(Math.max(state.watermarkMillis(), watermarkMillis));
    Flow flow = flow(state, span);
    judgePending(state, flow, out);
    keepActive(state, flow, span);
    publisher.publishDue(state, flow, span, out);
    settle(state, flow, out);
    state.alerts().resolve(rules, flow, state.watermarkMillis(), out::alert);
    forget(state, flow);
  }

  private void judgePending(GroupState state, Flow flow, Outputs out) {
    long complete = flow.progress().completeSecond();
    for (Pending.Due due = state.pending().poll(complete);
        due != null;
        due = state.pending().poll(complete)) {
      judge(due.rule(), due.position(), flow, state, out);
    }
  }

  /**
   * Looks at each second that has settled whether half of an alert's evidence is still there
   * (METHOD 9.4).
   */
  private void keepActive(GroupState state, Flow flow, JobSpan span) {
    long settled = flow.progress().settledSecond();
    if (state.watermarkMillis() == Long.MAX_VALUE) {
      settled = Math.floorDiv(Math.max(span.lastMillis(), 0), 1000);
    }
    long from = Math.max(state.activeThrough() + 1, settled - FORGOTTEN_AFTER_MILLIS / 1000);
    if (state.activeThrough() == GroupState.NONE) {
      from = settled;
    }
    state.activeThrough(Math.max(state.activeThrough(), settled));
    for (Map.Entry<RuleCatalogue, Rule> entry : rules.entrySet()) {
      RuleCatalogue id = entry.getKey();
      for (long second = from; second <= settled && state.alerts().isFiring(id); second++) {
        if (entry.getValue().isActive(flow, second)) {
          state.alerts().keepActive(id, second, flow);
        }
      }
    }
  }

  private void settle(GroupState state, Flow flow, Outputs out) {
    for (OpenSlice slice : List.copyOf(state.history().open().all())) {
      if (!slice.isSettled()
          && slice.endMillis() + lateness.allowedMillis() <= state.watermarkMillis()) {
        publisher.revise(state, slice, flow, out);
        state
            .history()
            .settle(slice, policy.expectation().spreadSeconds(), Policy.DEFAULT_SPREAD_SECONDS);
      }
    }
  }

  /**
   * Bounds the state: sets as far back as a position that is not settled, counts as far as its
   * surroundings.
   */
  private void forget(GroupState state, Flow flow) {
    if (state.history().open().isEmpty() || state.watermarkMillis() < 0) {
      return;
    }
    long settled = flow.progress().settledSecond();
    boolean isWide = ScanWidths.isScanned(WIDEST, flow.largestSpreadSeconds());
    long keep = settled - (isWide ? WIDEST : WIDEST_NARROW);
    for (OpenSlice slice : state.history().open().all()) {
      if (!slice.isSettled() && !slice.slice().tally().allOnTime()) {
        // Its window will be published once more.
        keep = Math.min(keep, slice.firstSecond() - LEAD_IN_SECONDS);
      }
    }
    state.history().open().forgetSetsBefore(keep);
    long slices = isWide ? WIDE_SLICES : NARROW_SLICES;
    long oldest = Math.floorDiv(settled, Slice.BUCKETS) - slices;
    state.history().open().forgetBefore(oldest);
    state.fired().forgetBefore(oldest * Slice.BUCKETS);
  }

  /** Whether nothing of the group is worth keeping: it was silent for two days. */
  public boolean isForgotten(GroupState state) {
    long lastSlice = state.history().lastSlice();
    return state.history().open().isEmpty()
        && !state.alerts().isAnyFiring()
        && state.watermarkMillis()
            >= (lastSlice + 1) * Slice.LENGTH_MILLIS + FORGOTTEN_AFTER_MILLIS;
  }

  private void wake(GroupState state, JobSpan span) {
    long next = Math.min(nextStop(state, span), state.pending().nextMillis());
    if (next == Long.MAX_VALUE && state.history().lastSlice() != Long.MIN_VALUE) {
      next = (state.history().lastSlice() + 1) * Slice.LENGTH_MILLIS + FORGOTTEN_AFTER_MILLIS;
    }
    state.wakeAt(next);
  }

  private Flow flow(GroupState state, JobSpan span) {
    Progress progress = state.progress(span, lateness);
    return new Flow(state.group(), state.history(), policy, progress);
  }
}
