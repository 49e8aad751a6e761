package io.dephasing.core.slice;

import io.dephasing.benchmarks.hot.DecodedFleet;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * Events that wait and are sorted by slice ({@link WaitingEvents}) against folding each when it
 * comes, and against a batch for each slice, to which each event is copied when it comes. All begin
 * with batches that are filled, and end with the same slices.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class WaitingEventsBenchmark {
  private static final int RECORDS = 500;
  private static final int MOST_TOGETHER = 512;

  /** What waits when slices are sent on. */
  @Param({"LIVE", "CATCHING_UP"})
  public Load load = Load.LIVE;

  /** Of what size. */
  public enum Load {
    /** One batch of 100 groups: five events a slice. */
    LIVE(1, 100),
    /** 400 batches of 1,000 groups: 200 events a slice, more than caches hold. */
    CATCHING_UP(400, 1_000);

    private final int batches;
    private final int groups;

    Load(int batches, int groups) {
      this.batches = batches;
      this.groups = groups;
    }
  }

  private final WaitingEvents waiting = new WaitingEvents();
  private final Arrangement room = new Arrangement();
  private final EventBatch single = new EventBatch();
  private final List<EventBatch> ofSlices = new ArrayList<>();
  private EventBatch[] batches = {};

  /** Where each event stands, in the order of arrival. */
  private long[] picks = {};

  /** Number of the slice that each event belongs to. */
  private int[] slices = {};

  /** Fills the batches, and sees to it that all forms make the same slices. */
  @Setup
  public void prepare() throws IOException {
    DecodedFleet fleet = new DecodedFleet(load.groups);
    batches = new EventBatch[load.batches];
    picks = new long[load.batches * RECORDS];
    slices = new int[picks.length];
    for (int batch = 0; batch < load.batches; batch++) {
      batches[batch] = new EventBatch(RECORDS);
      for (int i = 0; i < RECORDS; i++) {
        int n = batch * RECORDS + i;
        batches[batch].add(fleet.at(n), false);
        picks[n] = EventBatch.pick(batch, i, true);
        slices[n] = fleet.group(n);
      }
    }
    for (int i = 0; i < load.groups; i++) {
      ofSlices.add(new EventBatch());
    }
    byte[] expected = bytes(sorted());
    if (!Arrays.equals(expected, bytes(sortedSimple()))
        || !Arrays.equals(expected, bytes(sortedSimpleBySlice()))) {
      throw new IllegalStateException("the slices are not the same");
    }
  }

  private static byte[] bytes(List<Slice> slices) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (Slice slice : slices) {
      slice.write(out);
    }
    return bytes.toByteArray();
  }

  private List<Slice> newSlices() {
    List<Slice> made = new ArrayList<>(load.groups);
    for (int i = 0; i < load.groups; i++) {
      made.add(new Slice());
    }
    return made;
  }

  /** Places wait, and are sorted by slice. */
  @Benchmark
  public List<Slice> sorted() {
    List<Slice> made = newSlices();
    for (int batch = 0; batch < load.batches; batch++) {
      for (int i = 0; i < RECORDS; i++) {
        waiting.add(batches[batch], i, true, slices[batch * RECORDS + i]);
      }
    }
    waiting.fold(made);
    return made;
  }

  /** Nothing waits: each event is folded when it comes. */
  @Benchmark
  public List<Slice> sortedSimple() {
    List<Slice> made = newSlices();
    for (int n = 0; n < picks.length; n++) {
      single.addAll(batches, picks, n, n + 1);
      made.get(slices[n]).absorb(single, room);
    }
    return made;
  }

  /** Events wait in a batch for each slice, and are copied to it when they come. */
  @Benchmark
  public List<Slice> sortedSimpleBySlice() {
    List<Slice> made = newSlices();
    for (int n = 0; n < picks.length; n++) {
      EventBatch own = ofSlices.get(slices[n]);
      own.addAll(batches, picks, n, n + 1);
      if (own.size() == MOST_TOGETHER) {
        made.get(slices[n]).absorb(own, room);
      }
    }
    for (int slice = 0; slice < load.groups; slice++) {
      made.get(slice).absorb(ofSlices.get(slice), room);
    }
    return made;
  }
}
