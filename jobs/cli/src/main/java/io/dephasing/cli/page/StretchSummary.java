package io.dephasing.cli.page;

import io.dephasing.core.sli.Measure;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a stretch of time of a group looked like: before, or after. NaN where that is undefined.
 *
 * @param minutes how many with events it is of
 * @param peakPerSecond events of its fullest second
 * @param herdSize distinct instances of its largest herd; 0 without one
 * @param spreadSeconds standard deviation of the event times in its minute with most events
 * @param alerts that began in it
 */
record StretchSummary(
    int minutes, double peakPerSecond, int herdSize, double spreadSeconds, int alerts) {
  private static final long MINUTE_MILLIS = 60_000;

  /** The side that begins where a group goes wrong and ends where it is put right. */
  static StretchSummary before(GroupHour group, List<AlertBoard.Post> posts, Episode turn) {
    long from = turn.wrongFromMillis().orElse(Long.MAX_VALUE);
    return of(group, posts, from, turn.rightFromMillis().orElse(Long.MAX_VALUE));
  }

  /** The side that begins where a group is put right. */
  static StretchSummary after(GroupHour group, List<AlertBoard.Post> posts, Episode turn) {
    long from = turn.rightFromMillis().orElse(Long.MAX_VALUE);
    return of(group, posts, from, Long.MAX_VALUE);
  }

  /**
   * A stretch of time.
   *
   * @param fromMillis its minute is the first
   * @param toMillis in whose minute nothing counts any more, but where that is the first
   */
  static StretchSummary of(
      GroupHour group, List<AlertBoard.Post> posts, long fromMillis, long toMillis) {
    Collection<Minute> minutes =
        group.minutes(floor(fromMillis), Math.max(floor(toMillis), floor(fromMillis) + 1)).stream()
            .filter(minute -> minute.value(Measure.EVENTS) > 0)
            .toList();
    List<AlertBoard.Post> own = posts.stream().filter(p -> isIn(p, fromMillis, toMillis)).toList();
    // The minute of a herd is measured when it is over: until then alert and seconds say it.
    double peak = peakOfOpen(group, fromMillis, toMillis);
    double mostEvents = 0;
    double spread = Double.NaN;
    int herd = own.stream().mapToInt(StretchSummary::herdSize).max().orElse(0);
    for (Minute minute : minutes) {
      peak = larger(peak, minute.value(Measure.RATE_PEAK_PER_SECOND));
      herd = Math.max(herd, minute.herd().map(Minute.HerdMark::size).orElse(0));
      if (minute.value(Measure.EVENTS) > mostEvents) {
        mostEvents = minute.value(Measure.EVENTS);
        spread = minute.value(Measure.SPREAD_STDDEV_SECONDS);
      }
    }
    return new StretchSummary(minutes.size(), peak, herd, spread, own.size());
  }

  /** Whether there is anything to be said. */
  boolean isSeen() {
    return minutes > 0 || !Double.isNaN(peakPerSecond);
  }

  private static double peakOfOpen(GroupHour group, long fromMillis, long toMillis) {
    return group.openSeconds().entrySet().stream()
        .filter(second -> second.getKey() * 1000 + 999 >= fromMillis)
        .filter(second -> second.getKey() * 1000 < toMillis)
        .mapToDouble(Map.Entry::getValue)
        .max()
        .orElse(Double.NaN);
  }

  private static boolean isIn(AlertBoard.Post post, long fromMillis, long toMillis) {
    long start = post.alert().getStartsAt().toEpochMilli();
    return start >= fromMillis && start < toMillis;
  }

  private static int herdSize(AlertBoard.Post post) {
    return (int) AlertText.value(post.firing(), Measure.HERD_SIZE).orElse(0);
  }

  /** Times that stand for never are no minutes. */
  private static long floor(long millis) {
    return millis == Long.MAX_VALUE
        ? millis - 1
        : Math.floorDiv(millis, MINUTE_MILLIS) * MINUTE_MILLIS;
  }

  private static double larger(double known, double other) {
    return Double.isNaN(known) || other > known ? other : known;
  }
}
