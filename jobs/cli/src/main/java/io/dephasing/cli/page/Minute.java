package io.dephasing.cli.page;

import io.dephasing.core.sli.Measure;
import io.dephasing.schemas.Herd;
import io.dephasing.schemas.Sli;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the page keeps of one SLI record: some of its measures, its seconds, its largest herd. */
final class Minute {
  /** What is drawn or said; the order is that of the arrays. */
  static final List<Measure> SHOWN =
      List.of(
          Measure.EVENTS,
          Measure.INSTANCES,
          Measure.MEMBERS,
          Measure.RATE_PEAK_PER_SECOND,
          Measure.SPREAD_STDDEV_SECONDS,
          Measure.SYNCHRONIZATION_INDEX,
          Measure.HERD_SIZE,
          Measure.CONCURRENCY_MEAN,
          Measure.CONCURRENCY_MAX,
          Measure.IN_FLIGHT,
          Measure.RETRY_JITTER_RATIO);

  private static final int[] NO_SECONDS = {};

  private final long startMillis;
  private final long endMillis;
  private final int revision;
  private final double[] values = new double[SHOWN.size()];
  private final double peakLimit;
  private final double peakBaseline;
  private final int[] perSecond;
  private final Optional<HerdMark> herd;

  /**
   * The largest herd of a window.
   *
   * @param size distinct instances
   * @param widthSeconds within which they acted
   */
  record HerdMark(int size, long widthSeconds) {}

  private Minute(Sli sli) {
    startMillis = sli.getWindowStart().toEpochMilli();
    endMillis = sli.getWindowEnd().toEpochMilli();
    revision = sli.getRevision();
    for (int i = 0; i < values.length; i++) {
      values[i] = sli.getMeasures().getOrDefault(SHOWN.get(i).id(), Double.NaN);
    }
    String peak = Measure.RATE_PEAK_PER_SECOND.id();
    peakLimit = sli.getLimits().getOrDefault(peak, Double.NaN);
    peakBaseline = sli.getBaselines().getOrDefault(peak, Double.NaN);
    perSecond = ints(sli.getPerSecond());
    herd = herd(sli.getHerds());
  }

  /** What is kept of a record. */
  static Minute of(Sli sli) {
    return new Minute(sli);
  }

  private static int[] ints(@Nullable List<Integer> counts) {
    return counts == null ? NO_SECONDS : counts.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Optional<HerdMark> herd(@Nullable List<Herd> herds) {
    return herds == null
        ? Optional.empty()
        : herds.stream()
            .max(Comparator.comparingInt(Herd::getSize))
            .map(h -> new HerdMark(h.getSize(), Math.max(1, h.getWidthMillis() / 1000)));
  }

  long startMillis() {
    return startMillis;
  }

  long endMillis() {
    return endMillis;
  }

  int revision() {
    return revision;
  }

  /** One of {@link #SHOWN}; NaN where it is undefined. */
  double value(Measure measure) {
    return values[SHOWN.indexOf(measure)];
  }

  /** Limit in force of the fullest second; NaN where there is none. */
  double peakLimit() {
    return peakLimit;
  }

  /** Baseline of the fullest second; NaN where there is none. */
  double peakBaseline() {
    return peakBaseline;
  }

  /** Seconds of which there are counts. */
  int seconds() {
    return perSecond.length;
  }

  /** Events in the second after this many seconds of the window. */
  int eventsIn(int second) {
    return perSecond[second];
  }

  /** The largest herd that was found, if there was one. */
  Optional<HerdMark> herd() {
    return herd;
  }
}
