package io.dephasing.core.slice;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventFields;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Warmth;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Events as rows of eight numbers, one cache line each. What an event says is copied into its row
 * where it is at hand: with thousands of groups, and from thread to thread, nearly every other
 * touch of an event is a cache miss. Those of one slice are folded together, one component after
 * the other: each is then fetched from memory once for all of them.
 */
public final class EventBatch {
  private static final int FIRST_ROWS = 8;

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

  /** What a slice keeps as it came is named: the event itself has to stay with its row. */
  private static final long KEPT = 1 << 24;

  private static final int OUTCOME_SHIFT = 3;
  private static final int OUTCOME_MASK = 7;
  private static final int WARMTH_SHIFT = 6;
  private static final int WARMTH_MASK = 3;
  private static final int ATTEMPT_SHIFT = 8;
  private static final int ATTEMPT_MASK = 0xFFFF;
  private static final int HASH_SHIFT = 32;

  private static final RunOutcome[] OUTCOMES = RunOutcome.values();
  private static final Warmth[] WARMTHS = Warmth.values();

  private long[] rows;
  private @Nullable Instance[] instances;

  /** Few batches have any. */
  private @Nullable Event @Nullable [] named;

  private EventKind kind = EventKind.JOB_START;
  private int size;
  private int starts;

  /** An empty batch. */
  public EventBatch() {
    this(FIRST_ROWS);
  }

  /** An empty batch with room for so many events; it grows when there are more. */
  public EventBatch(int expected) {
    rows = new long[expected * FIELDS];
    instances = new Instance[expected];
  }

  /** Takes an event in; all of a batch are of one kind. */
  public void add(EventFields event, boolean isOnTime) {
    ensureRoom(size + 1);
    write(rows, size * FIELDS, event, marks(event, isOnTime));
    if (isKept(event) || event.eventId() != null) {
      name(event.event());
    }
    close(event.group().kind(), event.instance());
  }

  /**
   * Which of several batches' events one is.
   *
   * @param batch number of its batch
   * @param i which of that batch
   * @param isOnTime how it is folded
   */
  static long pick(int batch, int i, boolean isOnTime) {
    return (long) batch << Integer.SIZE | (long) i << 1 | (isOnTime ? 1 : 0);
  }

  /**
   * Copies events of other batches, all of one kind, but not their event ids. Slices do not need an
   * id, and a batch that refers to it would keep the whole decoded event from being collected.
   *
   * @param batches of which they are picked
   * @param picks as {@link #pick} makes them
   * @param from the first of the picks
   * @param end one more than the last of them
   */
  void addAll(EventBatch[] batches, long[] picks, int from, int end) {
    ensureRoom(size + end - from);
    boolean isAnyKept = copyInstances(batches, picks, from, end);
    for (int n = from; n < end; n++) {
      EventBatch source = batches[batchOf(picks[n])];
      int row = rowOf(picks[n]);
      copy(source.rows, row * FIELDS, rows, size * FIELDS);
      rows[size * FIELDS + MARKS] |= (picks[n] & 1) * ON_TIME;
      starts += (rows[size * FIELDS + MARKS] & END) == 0 ? 1 : 0;
      if (isAnyKept && (rows[size * FIELDS + MARKS] & KEPT) != 0) {
        name(Objects.requireNonNull(source.named(row)));
      }
      size++;
    }
  }

  /**
   * Touches all rows before any is copied: so their cache misses wait together, not one after the
   * other.
   *
   * @return whether any has something that a slice keeps
   */
  private boolean copyInstances(EventBatch[] batches, long[] picks, int from, int end) {
    long all = 0;
    for (int n = from; n < end; n++) {
      EventBatch source = batches[batchOf(picks[n])];
      int row = rowOf(picks[n]);
      all |= source.rows[row * FIELDS + MARKS];
      instances[size + n - from] = source.instances[row];
      kind = source.kind;
    }
    return (all & KEPT) != 0;
  }

  private static int batchOf(long pick) {
    return (int) (pick >>> Integer.SIZE);
  }

  private static int rowOf(long pick) {
    return (int) pick >>> 1;
  }

  private static void copy(long[] from, int at, long[] to, int place) {
    for (int field = 0; field < FIELDS; field++) {
      to[place + field] = from[at + field];
    }
  }

  private void ensureRoom(int wanted) {
    if (wanted > instances.length) {
      int more = Math.max(Math.max(FIRST_ROWS, 2 * size), wanted);
      rows = Arrays.copyOf(rows, more * FIELDS);
      instances = Arrays.copyOf(instances, more);
      named = named == null ? null : Arrays.copyOf(named, more);
    }
  }

  private void name(Event event) {
    if (named == null) {
      named = new Event[instances.length];
    }
    named[size] = event;
  }

  private void close(EventKind ofAll, Instance instance) {
    kind = ofAll;
    instances[size] = instance;
    starts += (rows[size * FIELDS + MARKS] & END) == 0 ? 1 : 0;
    size++;
  }

  private static void write(long[] rows, int at, EventFields event, long marks) {
    rows[at + TIME] = event.timeMillis();
    rows[at + BROKER_TIME] = event.brokerTimeMillis();
    rows[at + SCHEDULED_TIME] = event.scheduledTimeMillis();
    rows[at + OFFSET] = event.appliedOffsetMillis();
    rows[at + SPREAD] = event.spreadWindowMillis();
    rows[at + DURATION] = event.durationMillis();
    rows[at + BACKOFF] = event.backoffMillis();
    rows[at + MARKS] = marks;
  }

  private static long marks(EventFields event, boolean isOnTime) {
    RunOutcome outcome = event.outcome();
    int number = event.attempt();
    long attempt = Absent.isGiven(number) ? Math.min(Math.max(number, 1), ATTEMPT_MASK) : 0;
    return (event.phase() == RunPhase.END ? END : 0)
        | (isOnTime ? ON_TIME : 0)
        | (event.onCriticalPath() ? CRITICAL : 0)
        | (isKept(event) ? KEPT : 0)
        | (outcome == null ? 0 : outcome.ordinal() + 1L) << OUTCOME_SHIFT
        | (long) event.warmth().ordinal() << WARMTH_SHIFT
        | attempt << ATTEMPT_SHIFT
        | (long) event.instanceHash() << HASH_SHIFT;
  }

  private static boolean isKept(EventFields event) {
    return event.runId() != null
        || event.version() != null
        || event.resourceKey() != null
        || event.traceId() != null;
  }

  /** Whether none waits. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Lets go of all; the room stays. */
  void clear() {
    Arrays.fill(instances, 0, size, null);
    named = null;
    size = 0;
    starts = 0;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  EventKind kind() {
    return kind;
  }

  /** How many are STARTs, or have no phases. */
  int starts() {
    return starts;
  }

  /** Whether any of them is {@link #named}. */
  public boolean hasNamed() {
    return named != null;
  }

  /**
   * The event as it came, where it names itself, its run, a version, a key or a trace; else null.
   */
  public @Nullable Event named(int i) {
    return named == null ? null : named[i];
  }

  Instance instance(int i) {
    return Objects.requireNonNull(instances[i]);
  }

  /** Hash of the instance. */
  int hash(int i) {
    return (int) (marks(i) >> HASH_SHIFT);
  }

  /** Event time, ms since the epoch. */
  public long timeMillis(int i) {
    return at(i, TIME);
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

  RunPhase phase(int i) {
    return isEnd(i) ? RunPhase.END : RunPhase.START;
  }

  boolean isOnTime(int i) {
    return (marks(i) & ON_TIME) != 0;
  }

  boolean isOnCriticalPath(int i) {
    return (marks(i) & CRITICAL) != 0;
  }

  @Nullable RunOutcome outcome(int i) {
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

  /** When the broker appended it, ms since the epoch; {@link Absent#MILLIS} when unknown. */
  public long brokerTimeMillis(int i) {
    return at(i, BROKER_TIME);
  }

  long scheduledTimeMillis(int i) {
    return at(i, SCHEDULED_TIME);
  }

  long appliedOffsetMillis(int i) {
    return at(i, OFFSET);
  }

  long spreadWindowMillis(int i) {
    return at(i, SPREAD);
  }

  long durationMillis(int i) {
    return at(i, DURATION);
  }

  long backoffMillis(int i) {
    return at(i, BACKOFF);
  }

  private long marks(int i) {
    return at(i, MARKS);
  }

  private long at(int i, int field) {
    return rows[i * FIELDS + field];
  }
}
