package io.dephasing.export.series;

import java.util.List;

/**
 * One value of a series at one time.
 *
 * @param labels the series
 * @param timeMillis when
 * @param valueBits the value, as bits: a stale marker is a NaN of its own
 * @param exemplars events that stand for it
 */
public record Sample(
    SeriesLabels labels, long timeMillis, long valueBits, List<SeriesExemplar> exemplars) {
  /** The NaN by which Prometheus ends a line at once. */
  public static final long STALE_BITS = 0x7ff0000000000002L;

  /** A value. */
  public static Sample of(SeriesLabels labels, long timeMillis, double value) {
    return new Sample(labels, timeMillis, Double.doubleToLongBits(value), List.of());
  }

  /** A count; exact up to 2^53. */
  public static Sample of(SeriesLabels labels, long timeMillis, long count) {
    return of(labels, timeMillis, (double) count);
  }

  /** The end of a line. */
  public static Sample stale(SeriesLabels labels, long timeMillis) {
    return new Sample(labels, timeMillis, STALE_BITS, List.of());
  }

  /** Whether it ends a line. */
  public boolean isStale() {
    return valueBits == STALE_BITS;
  }

  /** The value; some NaN where it is a stale marker. */
  public double value() {
    return Double.longBitsToDouble(valueBits);
  }

  /** The same at another time. */
  public Sample at(long otherMillis) {
    return new Sample(labels, otherMillis, valueBits, exemplars);
  }
}
