package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.slice.RunMarks;
import io.dephasing.core.slice.Slice;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether the runs of an instance follow one another (METHOD 10, F6): a run that began more than a
 * second before the previous one ended, a run that starts or ends twice, or that ends before it
 * starts. Of the sampled instances, and of runs that have an id; in order of time.
 */
final class RunOrder implements HistoryPart {
  private static final int MOST = 2 * RunMarks.INSTANCES;

  /** Durations are measured by another clock than times. */
  private static final long TOLERANCE_MILLIS = 1_000;

  private static final long FORGOTTEN_AFTER_MILLIS = 86_400_000;
  private static final long NEVER = Long.MIN_VALUE;

  private final TreeMap<Integer, Runs> byInstance = new TreeMap<>();

  /** One instance: the latest end, whose it was, and the run that started last. */
  private static final class Runs {
    private long endedMillis = NEVER;
    private int endedRun;
    private long startedMillis = NEVER;
    private int startedRun;

    Runs copy() {
      Runs copy = new Runs();
      copy.endedMillis = endedMillis;
      copy.endedRun = endedRun;
      copy.startedMillis = startedMillis;
      copy.startedRun = startedRun;
      return copy;
    }

    long lastMillis() {
      return Math.max(endedMillis, startedMillis);
    }

    int start(int run, long millis) {
      boolean isAgain =
          (startedMillis != NEVER && startedRun == run)
              || (endedMillis != NEVER && endedRun == run);
      startedMillis = millis;
      startedRun = run;
      return isAgain ? 1 : 0;
    }

    int end(int run, long millis, long durationMillis) {
      if (endedMillis != NEVER && endedRun == run) {
        return 1;
      }
      boolean isStarted = startedMillis != NEVER && startedRun == run;
      long began =
          Absent.isGiven(durationMillis)
              ? millis - durationMillis
              : isStarted ? startedMillis : Long.MAX_VALUE;
      boolean overlaps = endedMillis != NEVER && began < endedMillis - TOLERANCE_MILLIS;
      endedMillis = Math.max(endedMillis, millis);
      endedRun = run;
      startedMillis = isStarted ? NEVER : startedMillis;
      return overlaps ? 1 : 0;
    }
  }

  RunOrder copy() {
    RunOrder copy = new RunOrder();
    byInstance.forEach((instance, runs) -> copy.byInstance.put(instance, runs.copy()));
    return copy;
  }

  /**
   * Takes a slice's marks in, later than all before it.
   *
   * @return runs that do not add up
   */
  int add(long slice, RunMarks marks) {
    int[] inconsistent = new int[1];
    long start = slice * Slice.LENGTH_MILLIS;
    marks.forEach(
        (instance, run, phase, millis, duration) -> {
          Runs runs = byInstance.computeIfAbsent(instance, key -> new Runs());
          inconsistent[0] +=
              phase == RunPhase.END
                  ? runs.end(run, start + millis, duration)
                  : runs.start(run, start + millis);
        });
    if (!marks.isEmpty()) {
      forget(start);
    }
    return inconsistent[0];
  }

  private void forget(long nowMillis) {
    byInstance.values().removeIf(runs -> runs.lastMillis() < nowMillis - FORGOTTEN_AFTER_MILLIS);
    while (byInstance.size() > MOST) {
      byInstance.pollLastEntry();
    }
  }

  @Override
  public boolean isEmpty() {
    return byInstance.isEmpty();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, byInstance.size());
    for (Map.Entry<Integer, Runs> entry : byInstance.entrySet()) {
      Runs runs = entry.getValue();
      out.writeInt(entry.getKey());
      out.writeLong(runs.endedMillis);
      out.writeInt(runs.endedRun);
      out.writeLong(runs.startedMillis);
      out.writeInt(runs.startedRun);
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      Runs runs = new Runs();
      byInstance.put(in.readInt(), runs);
      runs.endedMillis = in.readLong();
      runs.endedRun = in.readInt();
      runs.startedMillis = in.readLong();
      runs.startedRun = in.readInt();
    }
  }
}
