package io.dephasing.core.group;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.history.Flight;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.Periods;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.Flow;
import io.dephasing.core.sli.Compliance;
import io.dephasing.core.sli.Context;
import io.dephasing.core.sli.Individuals;
import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.Measures;
import io.dephasing.core.sli.Past;
import io.dephasing.core.sli.Runs;
import io.dephasing.core.sli.Sli;
import io.dephasing.core.sli.Window;
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
  long nextEndMillis(GroupState state, Flow flow, JobSpan span) {
    long next = next(state, flow, span);
    return next == GroupState.NONE ? Long.MAX_VALUE : (next + 1) * Slice.LENGTH_MILLIS;
  }

  private static long next(GroupState state, Flow flow, JobSpan span) {
    long candidate = state.lastWindow() + 1;
    boolean isKnown = state.lastWindow() != GroupState.NONE;
    if (isKnown && !span.isBehindEnd(candidate) && isOwed(state, flow, candidate)) {
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
  private static boolean isOwed(GroupState state, Flow flow, long window) {
    return state.history().open().holdsAny(window - SILENT_WINDOWS, window)
        || (hasRuns(state, flow) && state.history().runs().before(window).inFlight() > 0);
  }

  private static boolean hasRuns(GroupState state, Flow flow) {
    EventKind kind = state.group().kind();
    return kind.hasPhases() && flow.history().runs().hasEnds(Long.MAX_VALUE);
  }

  void publishDue(GroupState state, Flow flow, JobSpan span, Outputs out) {
    for (long next = next(state, flow, span);
        next != GroupState.NONE && (next + 1) * Slice.LENGTH_MILLIS <= state.watermarkMillis();
        next = next(state, flow, span)) {
      state.lastWindow(next);
      OpenSlice slice = state.history().open().find(next);
      publish(state, slice == null ? OpenSlice.empty(next) : slice, 0, flow, out);
    }
  }

  /**
   * Publishes a slice that settles once more where it has changed since, and where it or a slice
   * that was not settled when it was published held events that were not on time: whoever reads it
   * all at once then publishes as often as whoever read it live.
   */
  void revise(GroupState state, OpenSlice slice, Flow flow, Outputs out) {
    if (slice.hasChangedSincePublished() || !isAllOnTime(state, slice, flow)) {
      publish(state, slice, 1, flow, out);
    }
  }

  /** A window also tells of what came just before it, and of the runs that were in flight then. */
  private static boolean isAllOnTime(GroupState state, OpenSlice slice, Flow flow) {
    long first = slice.index() - flow.progress().lateness().slicesToSettle();
    for (long index = first; index <= slice.index(); index++) {
      OpenSlice each = state.history().open().find(index);
      if (each != null && !each.slice().tally().allOnTime()) {
        return false;
      }
    }
    return true;
  }

  private void publish(GroupState state, OpenSlice slice, int revision, Flow flow, Outputs out) {
    out.sli(sli(state, slice, revision, flow));
    out.account(Account.PUBLISHED, slice.publish());
  }

  private Sli sli(GroupState state, OpenSlice slice, int revision, Flow flow) {
    long first = slice.firstSecond();
    List<Fired> fired = state.fired().between(first, slice.lastSecond());
    Windows.Built built =
        new Windows(state.group(), flow.open())
            .build(slice, context(slice, flow), runs(state, slice, flow), fired);
    Window window = new Window(slice.index() * Slice.LENGTH_MILLIS, slice.endMillis());
    return new Sli(
        state.group(),
        window,
        revision,
        built.measures(),
        compliance(flow, window, built.measures(), fired),
        built.structures(),
        individuals(state, slice, flow));
  }

  private static Individuals individuals(GroupState state, OpenSlice slice, Flow flow) {
    boolean isWanted = flow.policy().timeline() || state.alerts().isAnyFiringBy(slice.lastSecond());
    return new Individuals(
        isWanted
            ? slice.slice().timeline().instances(slice.index() * Slice.LENGTH_MILLIS)
            : List.of(),
        slice.slice().exemplars().all());
  }

  /** As of a slice before which all are settled when the window ends. */
  private static Context context(OpenSlice slice, Flow flow) {
    long m = flow.progress().lateness().contextSlice(slice.index());
    double atHand = slice.slice().schedules().largestSpreadMillis() / 1e3;
    return new Context(
        flow.members(m),
        flow.reference(m, atHand).map(HerdReference::lambdaPerSecond).orElse(Double.NaN),
        flow.spreadSeconds(m, atHand),
        flow.cadenceSeconds(m),
        past(slice, m, flow));
  }

  private static Past past(OpenSlice slice, long m, Flow flow) {
    GroupHistory history = flow.history();
    // A roll-up mixes cadences: it has no cycle of its own.
    boolean hasCycles = !flow.group().isRollUp();
    Periods.Period period = history.findings().periods().asOf(m);
    return new Past(
        period.seconds(),
        period.orderParameter(),
        hasCycles ? history.findings().cycleMembers().asOf(m) : Double.NaN,
        history.findings().rollouts().seconds(m, slice.endMillis()),
        history.findings().inconsistentRuns(slice, history.open()),
        history.offsets().asOf(m),
        history.resolution(m));
  }

  private static Optional<Runs> runs(GroupState state, OpenSlice slice, Flow flow) {
    GroupHistory history = state.history();
    long m = flow.progress().lateness().contextSlice(slice.index());
    if (!state.group().kind().hasPhases() || !history.runs().hasEnds(m)) {
      return Optional.empty();
    }
    Flight runs = history.runs().before(slice.index());
    long before = runs.inFlight();
    history.runs().fly(runs, slice);
    long expired = history.runs().expiredIn(runs, slice);
    return Optional.of(new Runs(before, runs.inFlight(), runs.orphanEnds(), expired));
  }

  private Compliance compliance(Flow flow, Window window, Measures measures, List<Fired> fired) {
    boolean isPassed = false;
    for (Map.Entry<Measure, Double> limit : limits.entrySet()) {
      isPassed |= measures.value(limit.getKey()) > limit.getValue();
    }
    boolean isMaintained =
        flow.annotations().isMaintained(flow.group(), window.startMillis(), window.endMillis());
    return new Compliance(
        flow.policy().limits(),
        isMaintained ? null : fired.isEmpty() && !isPassed,
        flow.policy().objective(),
        flow.policy().version(),
        Comparisons.of(
            flow.history().baselines(),
            flow.progress().lateness().contextSlice(Slice.indexOf(window.startMillis()))));
  }
}
