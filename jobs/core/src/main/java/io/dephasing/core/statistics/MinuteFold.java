package io.dephasing.core.statistics;

import java.util.Arrays;
import java.util.Optional;

/**
 * Starts of an hour folded by the second of the minute, one of each instance (METHOD 9.2): whether
 * one second, or two that follow each other, holds more instances than chance puts there. The share
 * may be small; what is significant is how many different instances agree.
 */
public final class MinuteFold {
  private static final int SECONDS = 60;
  private static final int MINUTES = 60;
  private static final int WIDEST = 2;

  /** Sixty seconds in two widths in each of 720 hours: 0.09 in 30 days. */
  public static final double LEVEL = 1e-6;

  /** Effect: so many times what is fair. */
  public static final double LEAST_RATIO = 3;

  /** Size: so many more than is fair. */
  public static final double LEAST_MORE = 10;

  /** What began together once is one witness. */
  private static final int LEAST_MINUTES = 4;

  /** Where all have the same second, their times are rounded to minutes. */
  private static final double MOST_RATIO = 0.9;

  private MinuteFold() {}

  /**
   * A second of the minute that too many share.
   *
   * @param second 0 to 59, the first of them
   * @param width seconds, 1 or 2
   * @param instances that start in it
   * @param all instances of the hour that were looked at
   * @param fair how many of them chance would put there
   * @param pValue of so many, without those of the fullest minute
   */
  public record Crowd(int second, int width, int instances, int all, double fair, double pValue) {
    /** Whether it is about the same seconds, clocks being off by one. */
    public boolean isNear(Crowd other) {
      int apart = Math.floorMod(second - other.second, SECONDS);
      return Math.min(apart, SECONDS - apart) <= 1;
    }

    /** How many it takes at this size. */
    public double needed() {
      return Math.max(LEAST_RATIO * fair, fair + LEAST_MORE);
    }
  }

  /**
   * The second that is least likely.
   *
   * @param seconds of the hour, 0 to 3599, one for each instance
   */
  public static Optional<Crowd> of(int[] seconds) {
    int[] counts = new int[SECONDS];
    for (int second : seconds) {
      counts[second % SECONDS]++;
    }
    Optional<Crowd> least = Optional.empty();
    for (int width = 1; width <= WIDEST; width++) {
      Optional<Crowd> crowd = crowd(seconds, counts, fullest(counts, width), width);
      if (crowd.isPresent() && (least.isEmpty() || crowd.get().pValue() < least.get().pValue())) {
        least = crowd;
      }
    }
    return least;
  }

  private static int fullest(int[] counts, int width) {
    int fullest = 0;
    for (int second = 1; second < SECONDS; second++) {
      fullest = sum(counts, second, width) > sum(counts, fullest, width) ? second : fullest;
    }
    return fullest;
  }

  private static int sum(int[] counts, int second, int width) {
    int sum = 0;
    for (int i = 0; i < width; i++) {
      sum += counts[(second + i) % SECONDS];
    }
    return sum;
  }

  private static Optional<Crowd> crowd(int[] seconds, int[] counts, int second, int width) {
    int instances = sum(counts, second, width);
    double fair = seconds.length * width / (double) SECONDS;
    int witnesses = instances - mostOfAMinute(seconds, second, width);
    boolean isLarge = witnesses >= Math.max(LEAST_RATIO * fair, fair + LEAST_MORE);
    if (!isLarge || instances > MOST_RATIO * seconds.length) {
      return Optional.empty();
    }
    Rest rest = rest(counts, second, width);
    double mean = Math.max(fair, width * rest.mean);
    double p = FloodProbability.atLeast(witnesses, mean, rest.dispersion);
    return p < LEVEL
        ? Optional.of(new Crowd(second, width, instances, seconds.length, fair, p))
        : Optional.empty();
  }

  /** Those of the fullest minute; all of them where there are too few minutes. */
  private static int mostOfAMinute(int[] seconds, int second, int width) {
    int[] minutes = new int[MINUTES];
    for (int each : seconds) {
      if (Math.floorMod(each % SECONDS - second, SECONDS) < width) {
        minutes[each / SECONDS]++;
      }
    }
    boolean isSeveral = Arrays.stream(minutes).filter(n -> n > 0).count() >= LEAST_MINUTES;
    return isSeveral ? Arrays.stream(minutes).max().orElse(0) : Arrays.stream(minutes).sum();
  }

  private record Rest(double mean, double dispersion) {}

  /**
   * The other seconds, but the neighbours: their variance over their mean tells of instances that
   * start in batches, of rounded times and of narrow windows.
   */
  private static Rest rest(int[] counts, int second, int width) {
    double sum = 0;
    double squares = 0;
    int n = SECONDS - width - 2;
    for (int i = 0; i < n; i++) {
      double count = counts[(second + width + 1 + i) % SECONDS];
      sum += count;
      squares += count * count;
    }
    double mean = sum / n;
    double variance = (squares - sum * mean) / (n - 1);
    return new Rest(mean, mean > 0 ? Math.max(1, variance / mean) : 1);
  }
}
