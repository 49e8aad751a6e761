package io.dephasing.core.group;

import io.dephasing.core.annotation.Annotations;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.OpenSlices;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.Firing;
import io.dephasing.core.rule.InFlightRule;
import io.dephasing.core.rule.Position;
import io.dephasing.core.rule.Progress;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.RuleContext;
import io.dephasing.core.rule.UnmetConditionException;
import io.dephasing.core.rule.Verdict;
import io.dephasing.core.slice.BucketCounts;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.ScanWidths;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches groups, one step at a time: a partial slice comes in, or event time goes on. Whatever
 * waits for completeness happens in event-time order however far the watermark jumps, so the alerts
 * are a function of the events, not of their arrival (METHOD 9.8). Remembers thresholds, never
 * groups.
 */
public final class GroupWatch {
  /** Quieter than this, ms, a group is forgotten: whom it knew would be too (METHOD 9.1). */
  public static final long FORGOTTEN_AFTER_MILLIS = 48 * 3_600_000L;

  /** Any watermark has passed it. */
  private static final long FIRST_SECOND = -1;

  private static final int WIDEST_NARROW = 15;
  private static final int WIDEST = 60;

  /** A burst may last five minutes. */
  private static final long NARROW_SLICES = 5;

  private static final long WIDE_SLICES = 9;

  private final Policy policy;
  private final Lateness lateness;
  private final RuleSet rules;
  private final SettledJudgement settledJudgement;
  private final WindowPublisher publisher;
  private Annotations annotations = Annotations.NONE;

  /** Watches with this policy. */
  public GroupWatch(Policy policy, Lateness lateness) {
    this(policy, lateness, new RuleSet(policy));
  }

  /** Watches by these rules. */
  GroupWatch(Policy policy, Lateness lateness, RuleSet rules) {
    this.policy = policy;
    this.lateness = lateness;
    this.rules = rules;
    publisher = new WindowPublisher(policy);
    settledJudgement = new SettledJudgement(rules);
  }

  /** What people have told, until they tell something else. */
  public void know(Annotations told) {
    annotations = told;
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
    if (watermarkMillis > state.watermarkMillis()) {
      go(state, watermarkMillis, span, out);
    }
    if (lateness.settledAtMillis(sliceIndex) <= state.watermarkMillis()) {
      leaveBehind(state, partial, out);
    } else {
      fold(state, sliceIndex, partial, span, out);
    }
    wake(state, span);
  }

  private void fold(GroupState state, long sliceIndex, Slice partial, JobSpan span, Outputs out) {
    Touched touched = touched(sliceIndex, partial);
    state.forgetNextStop();
    state.history().open().absorb(sliceIndex, partial);
    if (touched != null) {
      judgeTouched(context(state, span), touched, state, out);
    }
  }

  /**
   * A slice that has settled is settled. Sources accept nothing that comes here, unless clocks
   * disagree or a partition was found too late: it counts as late in the minute at hand.
   */
  private static void leaveBehind(GroupState state, Slice partial, Outputs out) {
    long events = partial.tally().starts() + partial.tally().ends();
    out.account(Account.BEHIND, events);
    if (state.watermarkMillis() != Long.MAX_VALUE) {
      Slice late = new Slice();
      late.addLate(events + partial.tally().lateEvents());
      state.forgetNextStop();
      state.history().open().absorb(Slice.indexOf(state.watermarkMillis()), late);
    }
  }

  /** First and last second that the partial touches; null where it holds only what was late. */
  private static @Nullable Touched touched(long sliceIndex, Slice partial) {
    BucketCounts counts = partial.counts();
    int first = 0;
    while (first < Slice.BUCKETS && isUntouched(counts, first)) {
      first++;
    }
    if (first == Slice.BUCKETS) {
      return null;
    }
    int last = Slice.BUCKETS - 1;
    while (isUntouched(counts, last)) {
      last--;
    }
    long start = sliceIndex * Slice.BUCKETS;
    return new Touched(start + first, start + last);
  }

  private record Touched(long first, long last) {}

  private static boolean isUntouched(BucketCounts counts, int bucket) {
    return counts.starts(bucket) == 0 && counts.ends(bucket) == 0;
  }

  private void judgeTouched(RuleContext context, Touched touched, GroupState state, Outputs out) {
    List<Position> positions = new ArrayList<>();
    for (RuleSet.InFlight each : rules.inFlight()) {
      InFlightRule rule = each.rule();
      if (rule.watches(context)) {
        positions.clear();
        rule.candidates(context, touched.first, touched.last, positions::add);
        for (Position position : positions) {
          judge(each.id(), rule, position, context, state, out);
        }
      }
    }
  }

  private static void judge(
      RuleCatalogue id,
      InFlightRule rule,
      Position position,
      RuleContext context,
      GroupState state,
      Outputs out) {
    if (state.watermarkMillis() == GroupState.NONE) {
      // Before event time begins, what people have told may not be known yet: a rule that waits
      // for nothing waits for that.
      state.pending().add(FIRST_SECOND, id, position, position.memory());
      return;
    }
    Verdict verdict = verdict(id, rule, position, context, out);
    if (verdict instanceof Verdict.Wait wait) {
      state.pending().add(wait.gateSecond(), id, position, wait.memory());
    } else if (verdict instanceof Verdict.Fires fires) {
      fire(id, rule, fires.firing(), context, state, out);
    }
  }

  private static Verdict verdict(
      RuleCatalogue id, InFlightRule rule, Position position, RuleContext context, Outputs out) {
    try {
      return rule.judge(context, position);
    } catch (UnmetConditionException e) {
      out.unmet(id, e);
      return Verdict.QUIET;
    }
  }

  private static void fire(
      RuleCatalogue id,
      InFlightRule rule,
      Firing firing,
      RuleContext context,
      GroupState state,
      Outputs out) {
    if (id == RuleCatalogue.HERD) {
      state.fired().add(firing);
    }
    rule.remember(state.history(), firing);
    // The policy's limit waits for nothing: what is known of times may not be, when it fires.
    Firing told = id == RuleCatalogue.PEAK_RATE ? firing : context.withResolution(firing);
    state.alerts().fire(id, rule, told, context, new SpreadAdvice(context, out));
  }

  /** Lets event time go on to a watermark; one that lies back changes nothing. */
  public void advance(GroupState state, long watermarkMillis, JobSpan span, Outputs out) {
    if (watermarkMillis > state.watermarkMillis()) {
      go(state, watermarkMillis, span, out);
      wake(state, span);
    }
  }

  /**
   * Stops at all times on the way, and at its end. The only one to call {@link #stop}: that holds
   * nearly all of the program, and is compiled where it is called.
   */
  private void go(GroupState state, long watermarkMillis, JobSpan span, Outputs out) {
    boolean isThere = false;
    while (!isThere) {
      long next = nextStop(state, span);
      isThere = next > watermarkMillis || next == Long.MAX_VALUE;
      stop(state, isThere ? watermarkMillis : next, span, out);
    }
  }

  /**
   * The next time at which a window ends, a slice settles, or an alert is asked whether it lasts or
   * resolves.
   */
  private long nextStop(GroupState state, JobSpan span) {
    if (!state.knowsNextStop(this, span)) {
      state.nextStop(this, span, findNextStop(state, span));
    }
    return state.nextStopMillis();
  }

  private long findNextStop(GroupState state, JobSpan span) {
    RuleContext context = context(state, span);
    long next =
        Math.min(publisher.nextEndMillis(state, context, span), OnsetWatch.nextMillis(state));
    OpenSlice slice = state.history().open().firstUnsettled();
    if (slice != null) {
      next = Math.min(next, context.settledAtMillis(slice.index()));
    }
    next = Math.min(next, settledJudgement.nextDueMillis(state, context, span));
    if (!state.alerts().isAnyFiring()) {
      return next;
    }
    long asked = state.activeThrough() + 1;
    if (state.activeThrough() != GroupState.NONE && !span.isBehindEnd(asked)) {
      next = Math.min(next, context.settledAtMillis(asked));
    }
    return Math.min(next, state.alerts().nextMillis(rules.all(), context));
  }

  private void stop(GroupState state, long watermarkMillis, JobSpan span, Outputs out) {
    state.forgetNextStop();
    state.watermark(Math.max(state.watermarkMillis(), watermarkMillis));
    RuleContext context = context(state, span);
    judgePending(state, context, out);
    OnsetWatch.advance(state, context, out);
    long settled =
        Math.floorDiv(state.watermarkMillis() - lateness.allowedMillis(), Slice.LENGTH_MILLIS) - 1;
    long asked = state.activeThrough();
    keepActive(state, context, settled, span);
    publisher.publishDue(state, context, span, out);
    settle(state, context, out);
    settledJudgement.due(state, settled, context, span, out);
    keepSettledActive(state, context, asked, span);
    state
        .alerts()
        .resolve(rules.all(), context, state.watermarkMillis(), new SpreadAdvice(context, out));
  }

  private void judgePending(GroupState state, RuleContext context, Outputs out) {
    long complete = context.progress().completeSecond();
    for (Pending.Due due = state.pending().poll(complete);
        due != null;
        due = state.pending().poll(complete)) {
      InFlightRule rule = rules.inFlight(due.rule());
      if (rule != null && rule.watches(context)) {
        judge(due.rule(), rule, due.position(), context, state, out);
      }
    }
  }

  /**
   * Asks each second of the slices that have settled whether half of an alert's evidence is still
   * there (METHOD 9.4). Whole slices, so that it does not hang on where the watermark stops.
   */
  private void keepActive(GroupState state, RuleContext context, long settled, JobSpan span) {
    long from = state.activeThrough() + 1;
    boolean isFirst = state.activeThrough() == GroupState.NONE;
    state.activeThrough(Math.max(state.activeThrough(), settled));
    for (long slice = from; slice <= settled && !isFirst; slice++) {
      if (!state.alerts().isAnyFiring() || span.isBehindEnd(slice)) {
        return;
      }
      keepActive(state, context, slice);
    }
  }

  private void keepActive(GroupState state, RuleContext context, long slice) {
    for (RuleSet.InFlight each : rules.inFlight()) {
      long second = slice * Slice.BUCKETS;
      for (int i = 0; i < Slice.BUCKETS && state.alerts().isFiring(each.id()); i++, second++) {
        if (each.rule().isActive(context, second)) {
          state.alerts().keepActive(each.id(), each.rule(), second, context);
        }
      }
    }
  }

  /** The same for rules that look at settled slices: asked once these are taken in. */
  private void keepSettledActive(GroupState state, RuleContext context, long asked, JobSpan span) {
    for (long slice = asked + 1;
        asked != GroupState.NONE && slice <= state.activeThrough() && !span.isBehindEnd(slice);
        slice++) {
      if (!state.alerts().isAnyFiring()) {
        return;
      }
      settledJudgement.keepActive(state, context, slice);
    }
  }

  private void settle(GroupState state, RuleContext context, Outputs out) {
    OpenSlices open = state.history().open();
    boolean hasSettled = false;
    for (OpenSlice slice = open.firstUnsettled();
        slice != null && context.settledAtMillis(slice.index()) <= state.watermarkMillis();
        slice = open.firstUnsettled()) {
      publisher.revise(state, slice, context, out);
      annotations
          .lastDephasingChange(state.group(), slice.index() * Slice.LENGTH_MILLIS)
          .ifPresent(state.history().baselines()::freeze);
      state
          .fired()
          .firstInstant(slice.firstSecond(), slice.lastSecond())
          .ifPresent(state.history()::herd);
      state
          .history()
          .settle(slice, policy.expectation().spreadSeconds(), Policy.DEFAULT_SPREAD_SECONDS);
      settledJudgement.settled(state, slice, context, out);
      slice.shrink();
      hasSettled = true;
    }
    if (hasSettled) {
      forget(state, context);
    }
  }

  /**
   * Bounds the state: sets as far back as a window that may be published once more and its lead-in,
   * counts as far as a position's surroundings, or a burst, reach.
   */
  private static void forget(GroupState state, RuleContext context) {
    OpenSlices open = state.history().open();
    boolean isWide = ScanWidths.isScanned(WIDEST, context.largestSpreadSeconds());
    long settled = context.progress().settledSecond();
    OpenSlice unsettled = open.firstUnsettled();
    long changing =
        unsettled == null ? settled + 1 : Math.min(settled + 1, unsettled.firstSecond());
    open.forgetSetsBefore(changing - (isWide ? WIDEST : WIDEST_NARROW));
    open.forgetBefore(
        Math.floorDiv(settled, Slice.BUCKETS) - (isWide ? WIDE_SLICES : NARROW_SLICES));
    state.fired().forgetBefore(changing);
  }

  /** Whether nothing of the group is worth keeping: it was silent for two days. */
  public boolean isForgotten(GroupState state) {
    long lastSlice = state.history().lastSlice();
    return lastSlice != Long.MIN_VALUE
        && state.watermarkMillis() >= (lastSlice + 1) * Slice.LENGTH_MILLIS + FORGOTTEN_AFTER_MILLIS
        && state.history().open().firstUnsettled() == null
        && !state.alerts().isAnyFiring();
  }

  private void wake(GroupState state, JobSpan span) {
    long next = Math.min(nextStop(state, span), state.pending().nextMillis());
    if (next == Long.MAX_VALUE && state.history().lastSlice() != Long.MIN_VALUE) {
      next = (state.history().lastSlice() + 1) * Slice.LENGTH_MILLIS + FORGOTTEN_AFTER_MILLIS;
    }
    state.wakeAt(next);
  }

  private RuleContext context(GroupState state, JobSpan span) {
    Progress progress = state.progress(span, lateness);
    return new RuleContext(
        state.group(), state.history(), policy, progress, state.alerts(), annotations);
  }
}
