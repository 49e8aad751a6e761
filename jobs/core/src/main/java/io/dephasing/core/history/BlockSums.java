package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.DurationHistograms;
import io.dephasing.core.slice.DurationHistograms.Delay;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.LogHistogram;
import io.dephasing.core.statistics.Moments;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a block, a cycle or an hour, has held so far: the peaks of its minutes, how far starts were
 * apart within a minute, and its durations and delays.
 */
final class BlockSums {
  /** What takes less counts as this: it has a logarithm. */
  private static final double LEAST_SECONDS = 1e-3;

  private static final double MILLIS = 1e3;

  private long mostEvents;
  private long mostPerSecond;
  private long mostRuns;
  private double squaredDeviations;
  private long freedom;
  private int @Nullable [] durations;
  private int @Nullable [] startDelays;

  /** Takes a minute in. */
  void add(Slice slice, Baselines.Seen seen) {
    mostEvents = Math.max(mostEvents, slice.tally().starts());
    mostRuns = Math.max(mostRuns, seen.runs());
    if (seen.hasSeconds()) {
      addSeconds(slice);
    }
    durations = plus(durations, slice.delays(), Delay.DURATION);
    startDelays = plus(startDelays, slice.delays(), Delay.START_DELAY);
  }

  private void addSeconds(Slice slice) {
    for (int count : slice.counts().starts()) {
      mostPerSecond = Math.max(mostPerSecond, count);
    }
    long starts = slice.tally().starts();
    if (starts > 1) {
      Moments moments =
          Moments.ofSums(starts, slice.tally().sumMillis(), slice.tally().sumSquaresMillis());
      squaredDeviations += moments.squaredDeviations();
      freedom += starts - 1;
    }
  }

  private static int @Nullable [] plus(
      int @Nullable [] sums, DurationHistograms delays, Delay delay) {
    if (!delays.has(delay)) {
      return sums;
    }
    int[] counts = delays.counts(delay);
    for (int i = 0; sums != null && i < counts.length; i++) {
      counts[i] += sums[i];
    }
    return counts;
  }

  /** Starts beyond the first of their minute: what the spread stands on. */
  long freedom() {
    return freedom;
  }

  /** Runs whose duration is known. */
  long durations() {
    return durations == null ? 0 : Arrays.stream(durations).asLongStream().sum();
  }

  /** Logarithm of the block's value of a measure; NaN where it has none. */
  double log(BaselineMeasure measure) {
    return switch (measure) {
      case EVENTS -> logOfCount(mostEvents);
      case RATE_PEAK_PER_SECOND -> logOfCount(mostPerSecond);
      case CONCURRENCY_MAX -> logOfCount(mostRuns);
      case SPREAD_STDDEV_SECONDS ->
          freedom == 0 ? Double.NaN : logOfSeconds(Math.sqrt(squaredDeviations / freedom) / MILLIS);
      case DURATION_P99_SECONDS -> logOfP99(durations);
      case START_DELAY_P99_SECONDS -> logOfP99(startDelays);
    };
  }

  private static double logOfCount(long count) {
    return count == 0 ? Double.NaN : Math.log((double) count);
  }

  private static double logOfP99(int @Nullable [] histogram) {
    return histogram == null
        ? Double.NaN
        : logOfSeconds(LogHistogram.quantileMillis(histogram, 0.99) / MILLIS);
  }

  private static double logOfSeconds(double seconds) {
    return Math.log(Math.max(LEAST_SECONDS, seconds));
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, mostEvents);
    Varints.write(out, mostPerSecond);
    Varints.write(out, mostRuns);
    out.writeDouble(squaredDeviations);
    Varints.write(out, freedom);
    write(out, durations);
    write(out, startDelays);
  }

  private static void write(DataOutput out, int @Nullable [] histogram) throws IOException {
    out.writeBoolean(histogram != null);
    if (histogram != null) {
      Varints.writeSparse(out, histogram);
    }
  }

  static BlockSums read(DataInput in) throws IOException {
    BlockSums sums = new BlockSums();
    sums.mostEvents = Varints.read(in);
    sums.mostPerSecond = Varints.read(in);
    sums.mostRuns = Varints.read(in);
    sums.squaredDeviations = in.readDouble();
    sums.freedom = Varints.read(in);
    sums.durations = readHistogram(in);
    sums.startDelays = readHistogram(in);
    return sums;
  }

  private static int @Nullable [] readHistogram(DataInput in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    int[] histogram = new int[LogHistogram.BINS];
    Varints.readSparse(in, histogram);
    return histogram;
  }
}
