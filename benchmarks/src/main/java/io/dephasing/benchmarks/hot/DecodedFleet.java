package io.dephasing.benchmarks.hot;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventFields;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import io.dephasing.core.event.Warmth;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder says of a steady fleet's events, one after the other in one object that is used
 * again, as the job's decoder does it. Groups of 20 instances with 10 events a second each, half of
 * them STARTs, half ENDs, in no order; out of order by up to 1.5 s. An event is a function of its
 * index alone, and all of the first 40 s lie in one minute.
 */
public final class DecodedFleet implements EventFields {
  /** Members of each group. */
  public static final int INSTANCES_OF_A_GROUP = 20;

  /** From event to event of one group, ms. */
  private static final long APART_MILLIS = 100;

  private static final int DISORDER_MILLIS = 1_500;
  private static final long SPREAD_WINDOW_MILLIS = 60_000;
  private static final long APPLIED_OFFSET_MILLIS = 4_200;
  private static final int FAILURES_ONE_IN = 100;

  /** Coprime to the instances: each has one event in a block of that many. */
  private static final long STRIDE = 7_919;

  /** 2026-01-01T00:00:10Z. */
  private static final long BEGIN_MILLIS = 1_767_225_610_000L;

  private final GroupKey[] groups;
  private final Instance[] instances;
  private int instance;
  private long timeMillis = BEGIN_MILLIS;
  private long brokerTimeMillis = BEGIN_MILLIS;
  private long durationMillis;
  private boolean isEnd;
  private RunOutcome outcome = RunOutcome.SUCCESS;

  /** A fleet of so many groups. */
  public DecodedFleet(int groups) {
    this.groups = new GroupKey[groups];
    for (int i = 0; i < groups; i++) {
      this.groups[i] = new GroupKey(EventKind.JOB_START, "checkout-" + i / 5, "cache-" + i, null);
    }
    instances = new Instance[groups * INSTANCES_OF_A_GROUP];
    for (int i = 0; i < instances.length; i++) {
      instances[i] = Instance.of("checkout-%03d-7d9f-%03d".formatted(i % groups / 5, i / groups));
    }
  }

  /** Number of the group that an event is of, from 0. */
  public int group(long index) {
    return instance(index) % groups.length;
  }

  private int instance(long index) {
    return (int) (index * STRIDE % instances.length);
  }

  /** Turns to the event of this index. */
  public DecodedFleet at(long index) {
    long chance = mix(index);
    long lag = Long.remainderUnsigned(chance, DISORDER_MILLIS);
    instance = instance(index);
    timeMillis = BEGIN_MILLIS + index * APART_MILLIS / groups.length - lag;
    brokerTimeMillis = timeMillis + lag;
    durationMillis = 500 + lag;
    isEnd = (chance >>> 40 & 1) == 1;
    outcome =
        Long.remainderUnsigned(chance, FAILURES_ONE_IN) == 0
            ? RunOutcome.FAILURE
            : RunOutcome.SUCCESS;
    return this;
  }

  /** Scatters neighbours: a 64-bit finalizer, the same for ever. */
  private static long mix(long value) {
    long mixed = value * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }

  @Override
  public GroupKey group() {
    return groups[instance % groups.length];
  }

  @Override
  public Instance instance() {
    return instances[instance];
  }

  @Override
  public int instanceHash() {
    return instances[instance].hash();
  }

  @Override
  public long timeMillis() {
    return timeMillis;
  }

  @Override
  public RunPhase phase() {
    return isEnd ? RunPhase.END : RunPhase.START;
  }

  @Override
  public long brokerTimeMillis() {
    return brokerTimeMillis;
  }

  @Override
  public long scheduledTimeMillis() {
    return isEnd ? Absent.MILLIS : timeMillis - APPLIED_OFFSET_MILLIS;
  }

  @Override
  public long appliedOffsetMillis() {
    return isEnd ? Absent.MILLIS : APPLIED_OFFSET_MILLIS;
  }

  @Override
  public long spreadWindowMillis() {
    return isEnd ? Absent.MILLIS : SPREAD_WINDOW_MILLIS;
  }

  @Override
  public @Nullable String runId() {
    return null;
  }

  @Override
  public long durationMillis() {
    return isEnd ? durationMillis : Absent.MILLIS;
  }

  @Override
  public @Nullable RunOutcome outcome() {
    return isEnd ? outcome : null;
  }

  @Override
  public Warmth warmth() {
    return Warmth.UNKNOWN;
  }

  @Override
  public boolean onCriticalPath() {
    return false;
  }

  @Override
  public int attempt() {
    return Absent.COUNT;
  }

  @Override
  public long backoffMillis() {
    return Absent.MILLIS;
  }

  @Override
  public @Nullable String eventId() {
    return null;
  }

  @Override
  public @Nullable String resourceKey() {
    return null;
  }

  @Override
  public @Nullable String version() {
    return null;
  }

  @Override
  public @Nullable String traceId() {
    return null;
  }

  /** Shares what is empty, as the job's decoder does. */
  @Override
  public Event event() {
    Schedule schedule =
        isEnd
            ? Schedule.NONE
            : new Schedule(scheduledTimeMillis(), appliedOffsetMillis(), spreadWindowMillis());
    Run run = isEnd ? new Run(null, durationMillis, outcome, Warmth.UNKNOWN, false) : Run.NONE;
    return new Event(
        group(),
        instance(),
        timeMillis,
        phase(),
        brokerTimeMillis,
        new Details(schedule, run, Attempt.NONE, Tags.NONE));
  }
}
