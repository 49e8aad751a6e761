package io.dephasing.benchmarks;

import io.dephasing.schemas.JobStart;
import io.dephasing.schemas.Outcome;
import io.dephasing.schemas.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.avro.message.BinaryMessageEncoder;

/**
 * A fleet of well dephased jobs whose events are a function of their index, which is the order of
 * their delivery: 10 events a second and group, whatever their number, each run a START and an END
 * 0.5 to 3.5 s later. Not for several threads.
 */
final class SteadyFleet {
  static final int GROUPS = 1_000;
  static final int INSTANCES = 20_000;
  static final int DISORDER_MILLIS = 1_500;

  private static final int JOBS_PER_SERVICE = 5;
  private static final int EVENTS_PER_MILLI = 10;

  /** Coprime to the instances: each has one event in a block of that many. */
  private static final int STRIDE = 7_919;

  /** As many as a producer without keys sends to one partition before it goes on to the next. */
  private static final int BATCH = 1_000;

  /** 2026-01-01T00:00:00Z. */
  private static final long BEGIN_MILLIS = 1_767_225_600_000L;

  private static final long SPREAD_WINDOW_MILLIS = 60_000;
  private static final long APPLIED_OFFSET_MILLIS = 4_200;
  private static final int FAILURES_ONE_IN = 100;

  private final BinaryMessageEncoder<JobStart> encoder = JobStart.getEncoder();
  private final JobStart record = new JobStart();

  /** Number of the instance that acts, 0 to {@link #INSTANCES}, exclusive. */
  static int instance(long index) {
    long run = index / (2L * INSTANCES);
    long shift = Long.remainderUnsigned(mix(run), INSTANCES);
    return (int) ((index % INSTANCES * STRIDE + shift) % INSTANCES);
  }

  /** Number of the group that the instance belongs to, 0 to {@link #GROUPS}, exclusive. */
  static int group(long index) {
    return instance(index) % GROUPS;
  }

  /**
   * When the instance acted, ms since the epoch: up to {@link #DISORDER_MILLIS}, exclusive, before
   * the newest event that was delivered.
   */
  static long timeMillis(long index) {
    long lag = Long.remainderUnsigned(mix(index), DISORDER_MILLIS);
    return BEGIN_MILLIS + DISORDER_MILLIS + index / EVENTS_PER_MILLI - lag;
  }

  /** Whether a run ends; the instance's event one block before was its START. */
  static boolean isEnd(long index) {
    return index / INSTANCES % 2 == 1;
  }

  /** How many of the first events are ENDs. */
  static long ends(long events) {
    long ofWholeRuns = events / (2L * INSTANCES) * INSTANCES;
    return ofWholeRuns + Math.max(0, events % (2L * INSTANCES) - INSTANCES);
  }

  /** Where it is delivered; each partition has events of all groups. */
  static int partition(long index, int partitions) {
    return (int) (index / BATCH % partitions);
  }

  /** Avro single-object encoding of the event, about 90 bytes. */
  byte[] bytes(long index) {
    name(instance(index));
    record.setEventTime(Instant.ofEpochMilli(timeMillis(index)));
    if (isEnd(index)) {
      end(index);
    } else {
      start(index);
    }
    try {
      var encoded = encoder.encode(record);
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot be written to", e);
    }
  }

  private void name(int instance) {
    int group = instance % GROUPS;
    int service = group / JOBS_PER_SERVICE;
    record.setService("checkout-" + padded(service));
    record.setJob("refresh-cache-" + group % JOBS_PER_SERVICE);
    record.setInstanceId("checkout-" + padded(service) + "-7d9f-" + padded(instance / GROUPS));
  }

  private void start(long index) {
    record.setPhase(Phase.START);
    record.setScheduledTime(Instant.ofEpochMilli(timeMillis(index) - APPLIED_OFFSET_MILLIS));
    record.setAppliedOffsetMillis(APPLIED_OFFSET_MILLIS);
    record.setSpreadWindowMillis(SPREAD_WINDOW_MILLIS);
    record.setDurationMillis(null);
    record.setOutcome(null);
  }

  private void end(long index) {
    record.setPhase(Phase.END);
    record.setScheduledTime(null);
    record.setAppliedOffsetMillis(null);
    record.setSpreadWindowMillis(null);
    record.setDurationMillis(timeMillis(index) - timeMillis(index - INSTANCES));
    record.setOutcome(
        Long.remainderUnsigned(mix(index), FAILURES_ONE_IN) == 0
            ? Outcome.FAILURE
            : Outcome.SUCCESS);
  }

  private static String padded(int number) {
    return number < 10 ? "00" + number : number < 100 ? "0" + number : String.valueOf(number);
  }

  /** Scatters neighbours: a 64-bit finalizer, the same for ever. */
  private static long mix(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }
}
