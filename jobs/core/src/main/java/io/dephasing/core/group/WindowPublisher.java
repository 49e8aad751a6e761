package io.dephasing.core.group;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.history.Flight;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.Periods;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.RuleContext;
import io.dephasing.core.sli.Compliance;
import io.dephasing.core.sli.Context;
import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.Measures;
import io.dephasing.core.sli.Runs;
import io.dephasing.core.sli.TrailingMeasures;
import io.dephasing.core.sli.Window;
import io.dephasing.core.sli.WindowExamples;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.sli.Windows;
import io.dephasing.core.sli.Windows.Fired;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.HerdReference;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which windows of a group are published, and when: at their end as revision 0, at settling as
 * revision 1 if they have changed since or held events that were not on time, two empty ones when
 * the group falls silent, and empty ones while runs are in flight.
 */
final class WindowPublisher {
  private static final int SILENT_WINDOWS = 2;

  /** The policy's, of measures that a window has. */
  private final Map<Measure, Double> limits = new EnumMap<>(Measure.class);

  WindowPublisher(Policy policy) {
    policy
        .limits()
        .forEach((id, limit) -> Measure.ofId(id).ifPresent(measure -> limits.put(measure, limit)));
  }

  /** End of the next window that is owed, ms; {@link Long#MAX_VALUE} where none is. */
  long nextEndMillis(GroupState state, RuleContext context, JobSpan span) {
    long next = next(state, context, span);
    return next == GroupState.NONE ? Long.MAX_VALUE : (next + 1) * Slice.LENGTH_MILLIS;
  }

  private static long next(GroupState state, RuleContext context, JobSpan span) {
    long candidate = state.lastWindow() + 1;
    boolean isKnown = state.lastWindow() != GroupState.NONE;
    if (isKnown && !span.isBehindEnd(candidate) && isOwed(state, context, candidate)) {
      return candidate;
    }
    for (OpenSlice slice : state.history().open().all()) {
      boolean isPassed = slice.isSettled() || slice.isPublished();
      if (slice.index() > state.lastWindow() && !isPassed) {
        return slice.index();
      }
    }
    return GroupState.NONE;
  }

  /** Whether the window holds something, follows soon on one that did, or runs are in flight. */
  private static boolean isOwed(GroupState state, RuleContext context, long window) {
    return state.history().open().holdsAny(window - SILENT_WINDOWS, window)
        || (hasRuns(state, context) && state.history().runs().before(window).inFlight() > 0);
  }

  private static boolean hasRuns(GroupState state, RuleContext context) {
    EventKind kind = state.group().kind();
    return kind.hasPhases() && context.history().runs().hasEnds(Long.MAX_VALUE);
  }

  void publishDue(GroupState state, RuleContext context, JobSpan span, Outputs out) {
    for (long next = next(state, context, span);
        next != GroupState.NONE && (next + 1) * Slice.LENGTH_MILLIS <= state.watermarkMillis();
        next = next(state, context, span)) {
      state.lastWindow(next);
      OpenSlice slice = state.history().open().find(next);
      publish(state, slice == null ? OpenSlice.empty(next) : slice, 0, context, out);
    }
  }

  /**
   * Publishes a slice that settles once more where it has changed since, and where it or a slice
   * that was not settled when it was published held events that were not on time: whoever reads it
   * all at once then publishes as often as whoever read it live.
   */
  void revise(GroupState state, OpenSlice slice, RuleContext context, Outputs out) {
    if (slice.hasChangedSincePublished() || !isAllOnTime(state, slice, context)) {
      publish(state, slice, 1, context, out);
    }
  }

  /** A window also tells of what came just before it, and of the runs that were in flight then. */
  private static boolean isAllOnTime(GroupState state, OpenSlice slice, RuleContext context) {
    long first = slice.index() - context.progress().lateness().slicesToSettle();
    for (long index = first; index <= slice.index(); index++) {
      OpenSlice each = state.history().open().find(index);
      if (each != null && !each.slice().tally().allOnTime()) {
        return false;
      }
    }
    return true;
  }

  private void publish(
      GroupState state, OpenSlice slice, int revision, RuleContext context, Outputs out) {
    out.sli(sli(state, slice, revision, context));
    out.account(Account.PUBLISHED, slice.publish());
  }

  private WindowSli sli(GroupState state, OpenSlice slice, int revision, RuleContext context) {
    long first = slice.firstSecond();
    List<Fired> fired = state.fired().between(first, slice.lastSecond());
    Windows.Built built =
        new Windows(state.group(), context.open())
            .build(slice, windowContext(slice, context), runs(state, slice, context), fired);
    Window window = new Window(slice.index() * Slice.LENGTH_MILLIS, slice.endMillis());
    return new WindowSli(
        state.group(),
        window,
        revision,
        built.measures(),
        compliance(context, window, built.measures(), fired),
        built.nonScalars(),
        examples(state, slice, context));
  }

  private static WindowExamples examples(GroupState state, OpenSlice slice, RuleContext context) {
    boolean isWanted =
        context.policy().timeline() || state.alerts().isAnyFiringBy(slice.lastSecond());
    return new WindowExamples(
        isWanted
            ? slice.slice().timeline().instances(slice.index() * Slice.LENGTH_MILLIS)
            : List.of(),
        slice.slice().exemplars().all());
  }

  /** As of a slice before which all are settled when the window ends. */
  private static Context windowContext(OpenSlice slice, RuleContext context) {
    long m = context.progress().lateness().contextSlice(slice.index());
    double atHand = slice.slice().schedules().largestSpreadMillis() / 1e3;
    return new Context(
        context.members(m),
        context.reference(m, atHand).map(HerdReference::lambdaPerSecond).orElse(Double.NaN),
        context.spreadSeconds(m, atHand),
        context.cadenceSeconds(m),
        trailing(slice, m, context));
  }

  private static TrailingMeasures trailing(OpenSlice slice, long m, RuleContext context) {
    GroupHistory history = context.history();
    // A roll-up mixes cadences: it has no cycle of its own.
    boolean hasCycles = !context.group().isRollUp();
    Periods.Period period = history.patterns().periods().asOf(m);
    return new TrailingMeasures(
        period.seconds(),
        period.orderParameter(),
        hasCycles ? history.patterns().cycleMembers().asOf(m) : Double.NaN,
        history.patterns().rollouts().seconds(m, slice.endMillis()),
        history.patterns().inconsistentRuns(slice, history.open()),
        history.offsets().asOf(m),
        history.resolution(m));
  }

  private static Optional<Runs> runs(GroupState state, OpenSlice slice, RuleContext context) {
    GroupHistory history = state.history();
    long m = context.progress().lateness().contextSlice(slice.index());
    if (!state.group().kind().hasPhases() || !history.runs().hasEnds(m)) {
      return Optional.empty();
    }
    Flight runs = history.runs().before(slice.index());
    long before = runs.inFlight();
    history.runs().fly(runs, slice);
    long expired = history.runs().expiredIn(runs, slice);
    return Optional.of(new Runs(before, runs.inFlight(), runs.orphanEnds(), expired));
  }

  private Compliance compliance(
      RuleContext context, Window window, Measures measures, List<Fired> fired) {
    boolean isPassed = false;
    for (Map.Entry<Measure, Double> limit : limits.entrySet()) {
      isPassed |= measures.value(limit.getKey()) > limit.getValue();
    }
    boolean isMaintained =
        context
            .annotations()
            .isMaintained(context.group(), window.startMillis(), window.endMillis());
    return new Compliance(
        context.policy().limits(),
        isMaintained ? null : fired.isEmpty() && !isPassed,
        context.policy().objective(),
        context.policy().version(),
        Comparisons.of(
            context.history().baselines(),
            context.progress().lateness().contextSlice(Slice.indexOf(window.startMillis()))));
  }
}
