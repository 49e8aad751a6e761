package io.dephasing.core.sli;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.herd.DetectedHerd;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.OpenSlices;
import io.dephasing.core.slice.DurationHistograms.Delay;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.LogHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the SLI of a window from the slice that it is. */
public final class Windows {
  /**
   * Upper edges of the backoff histogram, ms; what is longer has a bin of its own (DASHBOARDS 1.2).
   */
  private static final long[] BACKOFF_EDGES_MILLIS = {
    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000
  };

  private static final int[] NONE = {};

  /** Resource keys that a record names. */
  private static final int TOP_KEYS = 8;

  /** What counts seconds: of whole minutes it would tell of the rounding alone (METHOD 5.5). */
  private static final Set<Measure> OF_SECONDS =
      EnumSet.of(
          Measure.SPREAD_STDDEV_SECONDS,
          Measure.SPREAD_RATIO,
          Measure.RATE_P95_PER_SECOND,
          Measure.RATE_PEAK_PER_SECOND,
          Measure.RATE_PEAK_TO_MEAN_RATIO,
          Measure.RATE_PEAK_EXCESS_PER_SECOND,
          Measure.DISPERSION_INDEX,
          Measure.SYNCHRONIZATION_INDEX,
          Measure.SYNCHRONIZATION_P_VALUE,
          Measure.CADENCE_ORDER_PARAMETER,
          Measure.HERD_SIZE,
          Measure.HERD_RATIO,
          Measure.HERD_P_VALUE,
          Measure.HERD_DURATION_SECONDS);

  private final GroupKey group;
  private final OpenSlices open;

  /** The windows of one group. */
  public Windows(GroupKey group, OpenSlices open) {
    this.group = group;
    this.open = open;
  }

  /**
   * A firing position, as far as the record tells of it.
   *
   * @param endSecond last second, since the epoch
   * @param widthSeconds its length
   * @param instantSecond its fullest second
   * @param size distinct instances
   */
  public record Fired(long endSecond, int widthSeconds, long instantSecond, int size) {}

  /**
   * The SLI of one window.
   *
   * @param window its slice; an empty one where it held nothing
   * @param context what it is seen against
   * @param runs in flight, of groups that report ENDs
   * @param fired positions of the herd rule that end in it, in order of their end
   */
  public Built build(OpenSlice window, Context context, Optional<Runs> runs, List<Fired> fired) {
    WindowView view = new WindowView(open, window, context, runs);
    double[] values = new double[Measure.all().size()];
    for (Measure measure : Measure.all()) {
      boolean isDefined =
          measure.isOf(group.kind()) && !(view.hidesSeconds() && OF_SECONDS.contains(measure));
      values[measure.ordinal()] = isDefined ? measure.valueOf(view) : Double.NaN;
    }
    return new Built(new Measures(values), nonScalars(view, fired));
  }

  /**
   * What a window's events tell, before it is held to anything.
   *
   * @param measures scalars
   * @param nonScalars the rest
   */
  public record Built(Measures measures, NonScalars nonScalars) {}

  private NonScalars nonScalars(WindowView view, List<Fired> fired) {
    Slice slice = view.slice();
    boolean isRetry = group.kind() == EventKind.RETRY;
    return new NonScalars(
        herds(view, fired),
        view.counts(),
        view.phaseHistogram(),
        slice.outcomes().endedByOutcome(),
        isRetry ? slice.attempts().byAttempt() : NONE,
        isRetry && slice.delays().has(Delay.BACKOFF) ? backoff(slice) : NONE,
        slice.resourceKeys().busiest(TOP_KEYS));
  }

  private static int[] backoff(Slice slice) {
    int[] bins = new int[BACKOFF_EDGES_MILLIS.length + 1];
    int[] counts = slice.delays().counts(Delay.BACKOFF);
    for (int i = 0; i < counts.length; i++) {
      int at = Arrays.binarySearch(BACKOFF_EDGES_MILLIS, LogHistogram.lowMillis(i));
      bins[at >= 0 ? at : -at - 1] += counts[i];
    }
    return bins;
  }

  private List<DetectedHerd> herds(WindowView view, List<Fired> fired) {
    List<DetectedHerd> herds = new ArrayList<>();
    int from = 0;
    long reach = Long.MIN_VALUE;
    for (int i = 0; i < fired.size(); i++) {
      Fired next = fired.get(i);
      if (i > from && next.endSecond() - next.widthSeconds() >= reach) {
        herds.add(herd(view, fired.subList(from, i)));
        from = i;
      }
      reach = Math.max(reach, next.endSecond());
    }
    if (!fired.isEmpty()) {
      herds.add(herd(view, fired.subList(from, fired.size())));
    }
    return herds;
  }

  /**
   * One herd from overlapping positions: the largest of them, the narrowest and earliest on ties.
   */
  private static DetectedHerd herd(WindowView view, List<Fired> overlapping) {
    Fired largest = overlapping.get(0);
    for (Fired each : overlapping) {
      boolean isLarger = each.size() > largest.size();
      boolean isNarrower =
          each.size() == largest.size() && each.widthSeconds() < largest.widthSeconds();
      largest = isLarger || isNarrower ? each : largest;
    }
    int peak = 0;
    for (long s = largest.endSecond() - largest.widthSeconds() + 1; s <= largest.endSecond(); s++) {
      peak = Math.max(peak, view.events(s));
    }
    return new DetectedHerd(
        largest.instantSecond() * 1000,
        largest.widthSeconds() * 1000L,
        view.burstSeconds(largest.instantSecond()) * 1000,
        largest.size(),
        largest.size() / (double) Math.max(largest.size(), view.members()),
        peak);
  }
}
