package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.slice.Attempts;
import io.dephasing.core.slice.Outcomes;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.Moments;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * A stretch of time in which dephasing was not changed: the logarithms of its blocks, which are
 * cycles or, where no cadence is known, hours; and counts (METHOD 7.1). The latest blocks are kept
 * apart, so that it can be asked as of a slice.
 */
public final class Epoch {
  /** Fewer blocks tell nothing of what is usual. */
  static final int FEWEST_BLOCKS = 2;

  /** A window is asked for while at most so many later blocks can have closed. */
  private static final int APART = 3;

  private static final long HOUR = 60;
  private static final long NONE = Long.MIN_VALUE;

  /** Behind the measures' logarithms: events a minute of a block. */
  private static final int EVENTS = BaselineMeasure.all().size();

  private final Moments[] values = new Moments[EVENTS + 1];
  private final ArrayDeque<Block> latest = new ArrayDeque<>(APART + 1);
  private Moments hourlyDurations = Moments.EMPTY;
  private Failures failures = Failures.NONE;
  private BlockSums block = new BlockSums();
  private long blockEvents;
  private long blockKey = NONE;
  private long blockLength = HOUR;

  /** A block that closed when this slice settled. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Block(long slice, double[] values) {}

  /**
   * What went wrong, of what could have.
   *
   * @param failures runs that failed or timed out; retries after the first of a call
   * @param trials runs whose outcome is known; first retries
   */
  public record Failures(long failures, long trials) {
    static final Failures NONE = new Failures(0, 0);

    private Failures plus(Slice slice) {
      Outcomes outcomes = slice.outcomes();
      long failed = outcomes.ended(RunOutcome.FAILURE) + outcomes.ended(RunOutcome.TIMEOUT);
      long ended = failed + outcomes.ended(RunOutcome.SUCCESS);
      long deeper = 0;
      for (int attempt = 2; attempt <= Attempts.LAST; attempt++) {
        deeper += slice.attempts().events(attempt);
      }
      return new Failures(failures + failed + deeper, trials + ended + slice.attempts().events(1));
    }
  }

  Epoch() {
    clear();
  }

  void clear() {
    Arrays.fill(values, Moments.EMPTY);
    latest.clear();
    hourlyDurations = Moments.EMPTY;
    failures = Failures.NONE;
    block = new BlockSums();
    blockEvents = 0;
    blockKey = NONE;
  }

  /** Takes over all that the other knows of closed blocks. */
  void become(Epoch other) {
    clear();
    other.latest.forEach(other::absorb);
    other.latest.clear();
    System.arraycopy(other.values, 0, values, 0, values.length);
    hourlyDurations = other.hourlyDurations;
    failures = other.failures;
  }

  void add(long index, Slice slice, double cadenceSeconds, Baselines.Seen seen) {
    long length =
        Double.isNaN(cadenceSeconds)
            ? HOUR
            : Math.max(1, Math.round(cadenceSeconds / Slice.BUCKETS));
    long key = Math.floorDiv(index, length);
    if (key != blockKey || length != blockLength) {
      closeBlock(index);
      blockKey = key;
      blockLength = length;
    }
    block.add(slice, seen);
    blockEvents += slice.tally().starts();
    failures = failures.plus(slice);
  }

  private void closeBlock(long index) {
    if (blockKey == NONE) {
      return;
    }
    double[] closed = new double[values.length];
    for (BaselineMeasure measure : BaselineMeasure.all()) {
      closed[measure.ordinal()] = block.log(measure);
    }
    closed[EVENTS] = blockEvents / (double) blockLength;
    latest.addLast(new Block(index, closed));
    if (latest.size() > APART) {
      absorb(latest.removeFirst());
    }
    block = new BlockSums();
    blockEvents = 0;
  }

  private void absorb(Block closed) {
    for (int i = 0; i < values.length; i++) {
      values[i] = plus(values[i], closed.values[i]);
    }
  }

  private static Moments plus(Moments moments, double value) {
    return Double.isNaN(value) ? moments : moments.merge(new Moments(1, value, 0));
  }

  void closeHour(double durationLog) {
    hourlyDurations = plus(hourlyDurations, durationLog);
  }

  boolean isEmpty() {
    return latest.isEmpty() && values[EVENTS].n() == 0;
  }

  /** Logarithms of a measure's value in the blocks that closed before a slice. */
  public Moments logs(BaselineMeasure measure, long slice) {
    return asOf(measure.ordinal(), slice);
  }

  /** Events a minute of the same blocks. */
  public Moments eventsPerMinute(long slice) {
    return asOf(EVENTS, slice);
  }

  /** Length of a block now, minutes. */
  public long blockMinutes() {
    return blockLength;
  }

  private Moments asOf(int value, long slice) {
    Moments known = values[value];
    for (Block each : latest) {
      if (each.slice < slice) {
        known = plus(known, each.values[value]);
      }
    }
    return known;
  }

  /** Logarithms of each hour's 99th percentile of durations, in seconds. */
  public Moments hourlyDurations() {
    return hourlyDurations;
  }

  /** What went wrong. */
  public Failures failures() {
    return failures;
  }

  void write(DataOutput out) throws IOException {
    for (Moments each : values) {
      write(out, each);
    }
    Varints.write(out, latest.size());
    for (Block each : latest) {
      out.writeLong(each.slice);
      for (double value : each.values) {
        out.writeDouble(value);
      }
    }
    write(out, hourlyDurations);
    Varints.write(out, failures.failures);
    Varints.write(out, failures.trials);
    block.write(out);
    Varints.write(out, blockEvents);
    out.writeLong(blockKey);
    Varints.write(out, blockLength);
  }

  private static void write(DataOutput out, Moments moments) throws IOException {
    Varints.write(out, moments.n());
    if (moments.n() > 0) {
      out.writeDouble(moments.mean());
      out.writeDouble(moments.squaredDeviations());
    }
  }

  void read(DataInput in) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = readMoments(in);
    }
    for (int left = Varints.readInt(in); left > 0; left--) {
      long slice = in.readLong();
      double[] closed = new double[values.length];
      for (int i = 0; i < closed.length; i++) {
        closed[i] = in.readDouble();
      }
      latest.addLast(new Block(slice, closed));
    }
    hourlyDurations = readMoments(in);
    failures = new Failures(Varints.read(in), Varints.read(in));
    block = BlockSums.read(in);
    blockEvents = Varints.read(in);
    blockKey = in.readLong();
    blockLength = Varints.read(in);
  }

  private static Moments readMoments(DataInput in) throws IOException {
    long n = Varints.read(in);
    return n == 0 ? Moments.EMPTY : new Moments(n, in.readDouble(), in.readDouble());
  }
}
