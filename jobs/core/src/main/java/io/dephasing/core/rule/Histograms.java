package io.dephasing.core.rule;

import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.Scope;
import io.dephasing.core.slice.Slice;
import java.util.ArrayList;
import java.util.List;

/** What evidence shows of a position's surroundings. */
final class Histograms {
  private static final int SECONDS_BEFORE = 30;

  private Histograms() {}

  /** Events a second from 30 s before the position's last second to that second. */
  static List<Integer> upTo(RuleContext context, long endSecond) {
    List<Integer> counts = new ArrayList<>(SECONDS_BEFORE + 1);
    for (long second = endSecond - SECONDS_BEFORE; second <= endSecond; second++) {
      counts.add(context.open().starts(second, Scope.ALL));
    }
    return counts;
  }

  /** A bounded sample of who acted in the position's minute. */
  static List<String> instances(RuleContext context, long endSecond) {
    OpenSlice slice = context.open().find(Math.floorDiv(endSecond, Slice.BUCKETS));
    return slice == null ? List.of() : slice.slice().sample().ids();
  }
}
