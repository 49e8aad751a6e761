package io.dephasing.core.slice;

import io.dephasing.benchmarks.hot.DecodedFleet;
import io.dephasing.core.event.Instance;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What components ask of the events of one group, found out once ({@link Arrangement}, {@link
 * Actors}), against each of them finding it out by itself. The passes over the events are those of
 * the components that take part in a slice of JOB_START events, without what they store.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ArrangementBenchmark {
  private static final int ROWS = DecodedFleet.INSTANCES_OF_A_GROUP;

  /** Events of the group that are folded together: of a second, or as many as ever. */
  @Param({"10", "512"})
  public int events = 10;

  private final Arrangement room = new Arrangement();
  private final Actors actors = new Actors();
  private final EventBatch batch = new EventBatch();
  private final int[] seconds = new int[Slice.BUCKETS];

  /** Of all members, ascending: what a component looks an instance up in. */
  private int[] hashes = {};

  /** Fills the batch, and sees to it that both forms find the same. */
  @Setup
  public void prepare() {
    DecodedFleet fleet = new DecodedFleet(1);
    for (int i = 0; i < events; i++) {
      batch.add(fleet.at(i), i % 50 != 0);
    }
    hashes = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      hashes[i] = fleet.at(i).instanceHash();
    }
    Arrays.sort(hashes);
    if (facts() != factsSimple() || numbers() != numbersSimple()) {
      throw new IllegalStateException("both do not find the same");
    }
  }

  /** Found out once for all. */
  @Benchmark
  public long facts() {
    room.arrange(batch);
    long found = tally() + counts() + instances() + said() + sample() + timeline() + offsets();
    // Of what Arrangement.clear() does, all but letting go of the batch, which is used again.
    room.actors().clear();
    return found;
  }

  private long tally() {
    long found = room.startsOnTime() + 3L * room.endsOnTime();
    for (int i = 0; i < room.size(); i++) {
      found = Math.max(found, room.millis(i));
    }
    for (int n = 0; n < room.starts(); n++) {
      long x = room.millis(room.start(n));
      found += x + x * x;
    }
    return found;
  }

  private long counts() {
    for (int n = 0; n < room.starts(); n++) {
      seconds[room.bucket(room.start(n))]++;
    }
    for (int n = 0; n < room.ends(); n++) {
      seconds[room.bucket(room.end(n))] += 2;
    }
    return drain();
  }

  private long drain() {
    long sum = 0;
    for (int i = 0; i < seconds.length; i++) {
      sum = 31 * sum + seconds[i];
      seconds[i] = 0;
    }
    return sum;
  }

  private long instances() {
    long found = 0;
    for (int n = 0; n < room.starts(); n++) {
      int i = room.start(n);
      found += batch.hash(i) * (1L + room.bucket(i));
    }
    return found;
  }

  /** Lengths of time, outcomes, schedules and clocks: one pass each over what it takes. */
  private long said() {
    long found = 0;
    for (int n = 0; n < room.ends(); n++) {
      found += batch.durationMillis(room.end(n));
    }
    for (int n = 0; n < room.ends(); n++) {
      found += batch.outcome(room.end(n)) == null ? 0 : 1;
    }
    for (int n = 0; n < room.starts(); n++) {
      found += batch.warmth(room.start(n)).ordinal();
    }
    for (int n = 0; n < room.starts(); n++) {
      int i = room.start(n);
      found += batch.scheduledTimeMillis(i) * (1 + room.bucket(i));
    }
    for (int n = 0; n < room.starts(); n++) {
      found += Clocks.delta(batch, room.start(n));
    }
    return found;
  }

  private long sample() {
    int largest = Integer.MIN_VALUE;
    for (int actor = 0; actor < room.actors().size(); actor++) {
      if (room.actors().isStarting(actor)) {
        largest = Math.max(largest, room.actors().hash(actor));
      }
    }
    return largest;
  }

  private long timeline() {
    int[] rows = new int[room.actors().size()];
    for (int actor = 0; actor < rows.length; actor++) {
      rows[actor] = Arrays.binarySearch(hashes, room.actors().hash(actor));
    }
    long found = 0;
    for (int i = 0; i < room.size(); i++) {
      found += rows[room.actor(i)] * (1L + room.millis(i));
    }
    return found;
  }

  /** An instance mostly keeps its offset: then it is looked up once. */
  private long offsets() {
    long[] last = new long[room.actors().size()];
    long found = 0;
    for (int n = 0; n < room.starts(); n++) {
      int i = room.start(n);
      long millis = batch.appliedOffsetMillis(i);
      int actor = room.actor(i);
      if (last[actor] != millis) {
        last[actor] = millis;
        found += Arrays.binarySearch(hashes, room.actors().hash(actor)) >= 0 ? 1 : 0;
      }
    }
    return found > 0 ? 1 : 0;
  }

  /** Each pass by itself. */
  @Benchmark
  public long factsSimple() {
    return tallySimple()
        + countsSimple()
        + instancesSimple()
        + saidSimple()
        + sampleSimple()
        + timelineSimple()
        + offsetsSimple();
  }

  private long tallySimple() {
    long startsOnTime = 0;
    long endsOnTime = 0;
    for (int i = 0; i < batch.size(); i++) {
      if (batch.isOnTime(i)) {
        startsOnTime += batch.isEnd(i) ? 0 : 1;
        endsOnTime += batch.isEnd(i) ? 1 : 0;
      }
    }
    long found = startsOnTime + 3 * endsOnTime;
    for (int i = 0; i < batch.size(); i++) {
      found = Math.max(found, batch.millisOfSlice(i));
    }
    for (int i = 0; i < batch.size(); i++) {
      if (!batch.isEnd(i)) {
        long x = batch.millisOfSlice(i);
        found += x + x * x;
      }
    }
    return found;
  }

  private long countsSimple() {
    for (int i = 0; i < batch.size(); i++) {
      seconds[batch.bucket(i)] += batch.isEnd(i) ? 2 : 1;
    }
    return drain();
  }

  private long instancesSimple() {
    long found = 0;
    for (int i = 0; i < batch.size(); i++) {
      if (!batch.isEnd(i)) {
        found += batch.hash(i) * (1L + batch.bucket(i));
      }
    }
    return found;
  }

  private long saidSimple() {
    long found = 0;
    for (int i = 0; i < batch.size(); i++) {
      if (batch.isEnd(i)) {
        found += batch.durationMillis(i);
      }
    }
    for (int i = 0; i < batch.size(); i++) {
      if (batch.isEnd(i)) {
        found += batch.outcome(i) == null ? 0 : 1;
      } else {
        found += batch.warmth(i).ordinal();
      }
    }
    for (int i = 0; i < batch.size(); i++) {
      if (!batch.isEnd(i)) {
        found += batch.scheduledTimeMillis(i) * (1 + batch.bucket(i));
      }
    }
    for (int i = 0; i < batch.size(); i++) {
      if (!batch.isEnd(i)) {
        found += Clocks.delta(batch, i);
      }
    }
    return found;
  }

  private long sampleSimple() {
    int largest = Integer.MIN_VALUE;
    for (int i = 0; i < batch.size(); i++) {
      if (!batch.isEnd(i)) {
        largest = Math.max(largest, batch.hash(i));
      }
    }
    return largest;
  }

  private long timelineSimple() {
    long found = 0;
    for (int i = 0; i < batch.size(); i++) {
      int row = Arrays.binarySearch(hashes, batch.hash(i));
      found += row * (1L + batch.millisOfSlice(i));
    }
    return found;
  }

  private long offsetsSimple() {
    long found = 0;
    for (int i = 0; i < batch.size(); i++) {
      if (!batch.isEnd(i)) {
        found += Arrays.binarySearch(hashes, batch.hash(i)) >= 0 ? 1 : 0;
      }
    }
    return found > 0 ? 1 : 0;
  }

  /** Numbers of those who act. */
  @Benchmark
  public long numbers() {
    long sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      sum += actors.number(batch.hash(i), batch.instance(i));
    }
    actors.clear();
    return sum;
  }

  /** The same from a map. */
  @Benchmark
  public long numbersSimple() {
    Map<Instance, Integer> known = new HashMap<>();
    long sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      sum += known.computeIfAbsent(batch.instance(i), instance -> known.size());
    }
    return sum;
  }
}
