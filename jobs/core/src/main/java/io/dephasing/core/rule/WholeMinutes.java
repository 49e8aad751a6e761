package io.dephasing.core.rule;

import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.Scope;
import io.dephasing.core.slice.MinuteMarks;
import io.dephasing.core.slice.Slice;

/**
 * Where times are rounded to whole minutes, nobody knows the second (METHOD 5.5): what is shorter
 * than a minute is not judged. That is so of starts that all lie on a whole minute to the
 * millisecond, unless the slices that have settled hold others: both only change by what makes a
 * rule fire, so the order of arrival changes nothing.
 */
public final class WholeMinutes {
  private WholeMinutes() {}

  /** Whether the starts from first to last, less than a minute, all lie on one whole minute. */
  static boolean areAll(RuleContext context, long first, long last, Scope scope) {
    long minute = Math.floorDiv(last, Slice.BUCKETS);
    OpenSlice slice = context.open().find(minute);
    if (minute * Slice.BUCKETS < first || slice == null) {
      return false;
    }
    MinuteMarks marks = slice.slice().minuteMarks();
    long onMark = scope == Scope.ALL ? marks.starts() : marks.startsOnTime();
    return onMark > 0 && onMark == context.open().sum(first, last, scope);
  }

  /** From which complete second on {@link #hide} is final. */
  static long gate(RuleContext context, long last) {
    return context.settledGate(context.referenceSlice(last));
  }

  /** Whether nobody knows in which seconds the starts from first to last were. */
  public static boolean hide(RuleContext context, long first, long last, Scope scope) {
    return areAll(context, first, last, scope)
        && context.history().resolution(context.referenceSlice(last)).mayBeMinutes();
  }

  /**
   * Starts of a second; of a second that stands for its minute, what the fullest second of that
   * minute has held at least.
   */
  static double leastPeak(RuleContext context, long second) {
    double starts = context.open().starts(second, Scope.ALL);
    return hide(context, second, second, Scope.ALL) ? starts / Slice.BUCKETS : starts;
  }

  /** The same of all starts of a slice that has settled, as of the slice behind it. */
  static boolean hide(RuleContext context, OpenSlice slice) {
    return slice.slice().tally().areWholeMinutes()
        && context.history().resolution(slice.index() + 1).mayBeMinutes();
  }

  /** Whether the times are known to be whole minutes as of a slice. */
  static boolean areKnown(RuleContext context, long m) {
    return context.history().resolution(m).isMinutes();
  }
}
