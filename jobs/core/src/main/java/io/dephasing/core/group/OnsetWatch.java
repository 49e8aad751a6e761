package io.dephasing.core.group;

import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.rule.Flow;

/** Finds the seconds in which a group begins to act after 30 s without (METHOD 8). */
final class OnsetWatch {
  private static final long QUIET_SECONDS = 30;

  private OnsetWatch() {}

  /** Tells of the onsets in seconds that have become complete. */
  static void advance(GroupState state, Flow flow, Outputs out) {
    long complete = flow.progress().completeSecond();
    if (flow.group().isRollUp() || complete <= state.onsetThrough()) {
      return;
    }
    for (OpenSlice slice : state.history().open().all()) {
      if (slice.firstSecond() > complete) {
        break;
      }
      long from = Math.max(slice.firstSecond(), state.onsetThrough() + 1);
      for (long second = from; second <= Math.min(complete, slice.lastSecond()); second++) {
        look(state, slice, second, flow, out);
      }
    }
    state.onsetThrough(complete);
  }

  private static void look(GroupState state, OpenSlice slice, long second, Flow flow, Outputs out) {
    int starts = slice.slice().counts().startsOnTime((int) (second - slice.firstSecond()));
    if (starts == 0) {
      return;
    }
    if (isAfterQuiet(state, second)) {
      out.onset(new Onset(state.group(), second, starts, flow.progress().jobFirstSlice()));
    }
    state.lastActiveSecond(second);
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
    long first =
        Math.max(
            state.onsetThrough() + 1, last == GroupState.NONE ? last : last + QUIET_SECONDS + 1);
    long onset = state.history().open().firstStartOnTime(first);
    return onset == Long.MAX_VALUE ? onset : (onset + 1) * 1000;
  }
}
