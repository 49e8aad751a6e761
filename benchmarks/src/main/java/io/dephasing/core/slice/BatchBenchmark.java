package io.dephasing.core.slice;

import io.dephasing.benchmarks.hot.DecodedFleet;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.RunPhase;
import java.util.ArrayList;
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
 * Batches of rows ({@link GroupedEvents}, {@link EventBatch}) against a list of event objects. Each
 * is filled with 500 records of 100 groups, asked for each record's times in the order of arrival,
 * as {@code SplitLate} does, and at last for all that each says, group by group, as folding does.
 * One thread: that the events pass from one core to another is not measured.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class BatchBenchmark {
  private static final int RECORDS = 500;
  private static final int GROUPS = 100;

  /** How many wait to be folded: one, or those of 2 s of catching up, more than caches hold. */
  @Param({"1", "400"})
  public int batches = 1;

  private final DecodedFleet fleet = new DecodedFleet(GROUPS);
  private final List<GroupedEvents> filled = new ArrayList<>();

  /** Index of each record, those of a group one after the other. */
  private int[] byGroup = {};

  /** Sorts by group, and sees to it that both forms say the same. */
  @Setup
  public void prepare() {
    byGroup = new int[batches * RECORDS];
    int at = 0;
    for (int group = 0; group < GROUPS; group++) {
      for (int i = 0; i < byGroup.length; i++) {
        if (fleet.group(i) == group) {
          byGroup[at++] = i;
        }
      }
    }
    for (int batch = 0; batch < batches; batch++) {
      filled.add(rows(batch));
    }
    if (rows() != rowsSimple() || times() != timesSimple()) {
      throw new IllegalStateException("rows and objects do not say the same");
    }
  }

  /** Rows. */
  @Benchmark
  public long rows() {
    GroupedEvents[] all = new GroupedEvents[batches];
    long sum = 0;
    for (int batch = 0; batch < batches; batch++) {
      all[batch] = rows(batch);
      sum += times(all[batch]);
    }
    for (int i : byGroup) {
      sum += said(all[i / RECORDS].events(), i % RECORDS);
    }
    return sum;
  }

  private GroupedEvents rows(int batch) {
    GroupedEvents events = new GroupedEvents(RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      fleet.at((long) batch * RECORDS + i);
      events.add(fleet, Math.min(fleet.timeMillis(), fleet.brokerTimeMillis()));
    }
    return events;
  }

  private static long times(GroupedEvents events) {
    long sum = 0;
    for (int i = 0; i < RECORDS; i++) {
      sum += events.timeMillis(i) + events.cappedTimeMillis(i) + events.appendedMillis(i);
    }
    return sum;
  }

  private static long said(EventBatch batch, int i) {
    return (batch.isEnd(i) ? 1 : 0)
        + batch.hash(i)
        + batch.timeMillis(i)
        + batch.brokerTimeMillis(i)
        + batch.scheduledTimeMillis(i)
        + batch.appliedOffsetMillis(i)
        + batch.spreadWindowMillis(i)
        + batch.durationMillis(i)
        + batch.backoffMillis(i);
  }

  /** Event objects in a list for each batch. */
  @Benchmark
  public long rowsSimple() {
    List<List<Event>> all = new ArrayList<>(batches);
    long sum = 0;
    for (int batch = 0; batch < batches; batch++) {
      List<Event> events = new ArrayList<>(RECORDS);
      for (int i = 0; i < RECORDS; i++) {
        events.add(fleet.at((long) batch * RECORDS + i).event());
      }
      all.add(events);
      sum += timesSimple(events);
    }
    for (int i : byGroup) {
      sum += saidSimple(all.get(i / RECORDS).get(i % RECORDS));
    }
    return sum;
  }

  private static long timesSimple(List<Event> events) {
    long sum = 0;
    for (Event event : events) {
      sum +=
          event.timeMillis()
              + Math.min(event.timeMillis(), event.brokerTimeMillis())
              + event.brokerTimeMillis();
    }
    return sum;
  }

  private static long saidSimple(Event event) {
    return (event.phase() == RunPhase.END ? 1 : 0)
        + event.instanceHash()
        + event.timeMillis()
        + event.brokerTimeMillis()
        + event.scheduledTimeMillis()
        + event.appliedOffsetMillis()
        + event.spreadWindowMillis()
        + event.durationMillis()
        + event.backoffMillis();
  }

  /** Times from the columns beside the rows. */
  @Benchmark
  public long times() {
    long sum = 0;
    for (GroupedEvents events : filled) {
      sum += times(events);
    }
    return sum;
  }

  /** Times from the rows themselves. */
  @Benchmark
  public long timesSimple() {
    long sum = 0;
    for (GroupedEvents events : filled) {
      EventBatch batch = events.events();
      for (int i = 0; i < RECORDS; i++) {
        long time = batch.timeMillis(i);
        long broker = batch.brokerTimeMillis(i);
        sum += time + Math.min(time, broker) + broker;
      }
    }
    return sum;
  }
}
