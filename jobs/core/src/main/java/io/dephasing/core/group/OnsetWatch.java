package io.dephasing.core.group;

import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.Scope;
import io.dephasing.core.rule.RuleContext;
import io.dephasing.core.rule.WholeMinutes;

/**
 * Finds the seconds in which a group begins to act after 30 s without (METHOD 8): those in which a
 * quarter of its cycle has begun, within 5 s. The first members of a group that is spread begin
 * near its schedule too, and are no synchronization of groups. Nor do groups whose times are whole
 * minutes.
 */
final class OnsetWatch {
  private static final long QUIET_SECONDS = 30;
  private static final long WITHIN_SECONDS = 5;
  private static final double SHARE = 0.25;
  private static final double ROUNDING = 1e-9;
  private static final long HOUR = 60;
  private static final double HOUR_SECONDS = 3600;

  private OnsetWatch() {}

  /** Tells of the onsets in seconds that have become complete. */
  static void advance(GroupState state, RuleContext context, Outputs out) {
    long complete = context.progress().completeSecond();
    if (context.group().isRollUp() || complete <= state.onsetThrough()) {
      return;
    }
    for (OpenSlice slice : state.history().open().all()) {
      if (slice.firstSecond() > complete) {
        break;
      }
      long from = Math.max(slice.firstSecond(), state.onsetThrough() + 1);
      for (long second = from; second <= Math.min(complete, slice.lastSecond()); second++) {
        look(state, slice, second, context, out);
      }
    }
    state.onsetThrough(complete);
  }

  private static void look(
      GroupState state, OpenSlice slice, long second, RuleContext context, Outputs out) {
    int starts = slice.slice().counts().startsOnTime((int) (second - slice.firstSecond()));
    if (starts == 0) {
      return;
    }
    if (isAfterQuiet(state, second)) {
      state.activeSinceSecond(second);
    }
    if (second - state.activeSinceSecond() < WITHIN_SECONDS
        && begins(state, second, context)
        && !WholeMinutes.hide(context, state.activeSinceSecond(), second, Scope.ON_TIME)) {
      out.onset(new Onset(state.group(), second, starts, context.progress().jobFirstSlice()));
    }
    state.lastActiveSecond(second);
  }

  /** Whether so many have begun with this second, and had not without it. */
  private static boolean begins(GroupState state, long second, RuleContext context) {
    long since = state.activeSinceSecond();
    long needed = needed(context, context.referenceSlice(second));
    return context.open().distinct(since, second, Scope.ON_TIME) >= needed
        && (second == since || context.open().distinct(since, second - 1, Scope.ON_TIME) < needed);
  }

  /** A quarter of a cycle: of the members, or of what begins in a cadence where names are new. */
  private static long needed(RuleContext context, long m) {
    double cycle = context.members(m);
    double cadence = context.cadenceSeconds(m);
    long hour = Math.min(HOUR, context.watchedSlices(m, HOUR));
    if (cadence <= HOUR_SECONDS && hour > 0) {
      cycle = Math.min(cycle, context.history().starts(m, hour) / (double) (hour * HOUR) * cadence);
    }
    return Math.max(1, (long) Math.ceil(SHARE * cycle - ROUNDING));
  }

  private static boolean isAfterQuiet(GroupState state, long second) {
    long last = state.lastActiveSecond();
    return last == GroupState.NONE || second - last > QUIET_SECONDS;
  }

  /** When the next onset is complete, as far as events have come, ms; else the end of time. */
  static long nextMillis(GroupState state) {
    if (state.group().isRollUp()) {
      return Long.MAX_VALUE;
    }
    long last = state.lastActiveSecond();
    long next = state.onsetThrough() + 1;
    boolean isBeginning = next - state.activeSinceSecond() < WITHIN_SECONDS;
    long first =
        last == GroupState.NONE || isBeginning ? next : Math.max(next, last + QUIET_SECONDS + 1);
    long onset = state.history().open().firstStartOnTime(first);
    return onset == Long.MAX_VALUE ? onset : (onset + 1) * 1000;
  }
}
