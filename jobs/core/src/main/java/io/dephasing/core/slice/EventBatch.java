package io.dephasing.core.slice;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Outcome;
import io.dephasing.core.event.Phase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import io.dephasing.core.event.Warmth;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Events of one slice that wait to be folded together, one component after the other: each is then
 * fetched from memory once for all of them. What an event says is copied into a row of eight
 * numbers, one cache line, as long as it is at hand. With thousands of groups nearly every other
 * touch of an event or a component is a cache miss, and these are what folding costs.
 */
public final class EventBatch {
  /** Most that wait. */
  public static final int SIZE = 32;

  private static final int FIRST_SIZE = 4;

  /** Fields of a row. */
  private static final int TIME = 0;

  private static final int BROKER_TIME = 1;
  private static final int SCHEDULED_TIME = 2;
  private static final int OFFSET = 3;
  private static final int SPREAD = 4;
  private static final int DURATION = 5;
  private static final int BACKOFF = 6;
  private static final int MARKS = 7;
  private static final int FIELDS = 8;

  /** Parts of the marks: flags, then small numbers, then the instance's hash. */
  private static final long END = 1;

  private static final long ON_TIME = 1 << 1;
  private static final long CRITICAL = 1 << 2;
  private static final int OUTCOME_SHIFT = 3;
  private static final int OUTCOME_MASK = 7;
  private static final int WARMTH_SHIFT = 6;
  private static final int WARMTH_MASK = 3;
  private static final int ATTEMPT_SHIFT = 8;
  private static final int ATTEMPT_MASK = 0xFFFF;
  private static final int HASH_SHIFT = 32;

  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final Warmth[] WARMTHS = Warmth.values();

  private long[] rows = new long[FIRST_SIZE * FIELDS];
  private @Nullable Instance[] instances = new Instance[FIRST_SIZE];
  private @Nullable Event[] named = new Event[FIRST_SIZE];
  private EventKind kind = EventKind.JOB_START;
  private int size;
  private int starts;

  /**
   * Takes an event in; all of a batch are of one kind.
   *
   * @return whether no further one has room
   */
  public boolean add(Event event, boolean isOnTime) {
    if (size == instances.length) {
      grow();
    }
    kind = event.group().kind();
    instances[size] = event.instance();
    named[size] = isNamed(event.details()) ? event : null;
    write(size * FIELDS, event, marks(event, isOnTime));
    starts += event.phase() == Phase.START ? 1 : 0;
    size++;
    return size == SIZE;
  }

  private void grow() {
    int more = 2 * size;
    rows = Arrays.copyOf(rows, more * FIELDS);
    instances = Arrays.copyOf(instances, more);
    named = Arrays.copyOf(named, more);
  }

  private void write(int at, Event event, long marks) {
    Details details = event.details();
    Schedule schedule = details.schedule();
    rows[at + TIME] = event.timeMillis();
    rows[at + BROKER_TIME] = event.brokerTimeMillis();
    rows[at + SCHEDULED_TIME] = schedule.scheduledTimeMillis();
    rows[at + OFFSET] = schedule.appliedOffsetMillis();
    rows[at + SPREAD] = schedule.spreadWindowMillis();
    rows[at + DURATION] = details.run().durationMillis();
    rows[at + BACKOFF] = details.attempt().backoffMillis();
    rows[at + MARKS] = marks;
  }

  private static long marks(Event event, boolean isOnTime) {
    Details details = event.details();
    Outcome outcome = details.run().outcome();
    int number = details.attempt().number();
    long attempt = Absent.isGiven(number) ? Math.min(Math.max(number, 1), ATTEMPT_MASK) : 0;
    return (event.phase() == Phase.END ? END : 0)
        | (isOnTime ? ON_TIME : 0)
        | (details.run().onCriticalPath() ? CRITICAL : 0)
        | (outcome == null ? 0 : outcome.ordinal() + 1L) << OUTCOME_SHIFT
        | (long) details.run().warmth().ordinal() << WARMTH_SHIFT
        | attempt << ATTEMPT_SHIFT
        | (long) event.instance().hash() << HASH_SHIFT;
  }

  private static boolean isNamed(Details details) {
    Tags tags = details.tags();
    return details.run().runId() != null
        || tags.version() != null
        || tags.resourceKey() != null
        || tags.traceId() != null;
  }

  /** Whether none waits. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Lets go of all. */
  void clear() {
    Arrays.fill(instances, 0, size, null);
    Arrays.fill(named, 0, size, null);
    size = 0;
    starts = 0;
  }

  int size() {
    return size;
  }

  EventKind kind() {
    return kind;
  }

  boolean holds(Phase phase) {
    return phase == Phase.START ? starts > 0 : starts < size;
  }

  /** The event as it came, where it names its run, a version, a key or a trace; else null. */
  @Nullable Event named(int i) {
    return named[i];
  }

  Instance instance(int i) {
    return Objects.requireNonNull(instances[i]);
  }

  /** Hash of the instance. */
  int hash(int i) {
    return (int) (marks(i) >> HASH_SHIFT);
  }

  long timeMillis(int i) {
    return rows[i * FIELDS + TIME];
  }

  /** Time since the slice's start, ms. */
  int millisOfSlice(int i) {
    return (int) Math.floorMod(timeMillis(i), Slice.LENGTH_MILLIS);
  }

  /** Second of the slice. */
  int bucket(int i) {
    return millisOfSlice(i) / 1000;
  }

  boolean isEnd(int i) {
    return (marks(i) & END) != 0;
  }

  Phase phase(int i) {
    return isEnd(i) ? Phase.END : Phase.START;
  }

  boolean isOnTime(int i) {
    return (marks(i) & ON_TIME) != 0;
  }

  boolean isOnCriticalPath(int i) {
    return (marks(i) & CRITICAL) != 0;
  }

  @Nullable Outcome outcome(int i) {
    int outcome = (int) marks(i) >>> OUTCOME_SHIFT & OUTCOME_MASK;
    return outcome == 0 ? null : OUTCOMES[outcome - 1];
  }

  Warmth warmth(int i) {
    return WARMTHS[(int) marks(i) >>> WARMTH_SHIFT & WARMTH_MASK];
  }

  /** Number of the attempt, 65,535 at most; 0 for what is no retry. */
  int attempt(int i) {
    return (int) marks(i) >>> ATTEMPT_SHIFT & ATTEMPT_MASK;
  }

  long brokerTimeMillis(int i) {
    return rows[i * FIELDS + BROKER_TIME];
  }

  long scheduledTimeMillis(int i) {
    return rows[i * FIELDS + SCHEDULED_TIME];
  }

  long appliedOffsetMillis(int i) {
    return rows[i * FIELDS + OFFSET];
  }

  long spreadWindowMillis(int i) {
    return rows[i * FIELDS + SPREAD];
  }

  long durationMillis(int i) {
    return rows[i * FIELDS + DURATION];
  }

  long backoffMillis(int i) {
    return rows[i * FIELDS + BACKOFF];
  }

  private long marks(int i) {
    return rows[i * FIELDS + MARKS];
  }
}
