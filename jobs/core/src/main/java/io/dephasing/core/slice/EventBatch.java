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
 * Events as rows of eight numbers, one cache line each. What an event says is copied into its row
 * where it is at hand: with thousands of groups, and from thread to thread, nearly every other
 * touch of an event is a cache miss. Those that wait for one slice are folded together, one
 * component after the other: each is then fetched from memory once for all of them.
 */
public final class EventBatch {
  private static final int ROW_BITS = Integer.numberOfTrailingZeros(RowBlock.ROWS);
  private static final int ROW_MASK = RowBlock.ROWS - 1;
  private static final int FIRST_BLOCKS = 4;

  /** Fields of a row. */
  private static final int TIME = 0;

  private static final int BROKER_TIME = 1;
  private static final int SCHEDULED_TIME = 2;
  private static final int OFFSET = 3;
  private static final int SPREAD = 4;
  private static final int DURATION = 5;
  private static final int BACKOFF = 6;
  private static final int MARKS = 7;
  private static final int FIELDS = RowBlock.FIELDS;

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

  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final Warmth[] WARMTHS = Warmth.values();

  private final @Nullable RowBlocks pool;
  private RowBlock[] blocks;
  private int room;
  private EventKind kind = EventKind.JOB_START;
  private int size;
  private int starts;
  private boolean hasNamed;

  /** An empty batch. */
  public EventBatch() {
    this(null);
  }

  /** An empty batch that shares blocks with others of its thread. */
  public EventBatch(@Nullable RowBlocks pool) {
    this.pool = pool;
    blocks = new RowBlock[FIRST_BLOCKS];
  }

  /** Takes an event in; all of a batch are of one kind. */
  public void add(Event event, boolean isOnTime) {
    RowBlock block = blockOfNext();
    write(block.rows, (size & ROW_MASK) * FIELDS, event, marks(event, isOnTime));
    boolean isNamed = isKept(event.details()) || event.details().tags().eventId() != null;
    close(block, event.group().kind(), event.instance());
    if (isNamed) {
      name(block, event);
    }
    size++;
  }

  /**
   * Takes in one of another batch's events. An id of its own it leaves behind: slices do not ask
   * for it, and the event would live as long as its row.
   */
  public void add(EventBatch from, int i, boolean isOnTime) {
    RowBlock block = blockOfNext();
    RowBlock source = from.blocks[i >> ROW_BITS];
    int at = (size & ROW_MASK) * FIELDS;
    System.arraycopy(source.rows, (i & ROW_MASK) * FIELDS, block.rows, at, FIELDS);
    block.rows[at + MARKS] |= isOnTime ? ON_TIME : 0;
    close(block, from.kind, from.instance(i));
    Event event = (block.rows[at + MARKS] & KEPT) == 0 ? null : from.named(i);
    if (event != null) {
      name(block, event);
    }
    size++;
  }

  private RowBlock blockOfNext() {
    if (size == room) {
      addBlock();
    }
    return blocks[size >> ROW_BITS];
  }

  private void addBlock() {
    int index = size >> ROW_BITS;
    if (index == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * index);
    }
    blocks[index] = pool == null ? new RowBlock() : pool.take();
    room += RowBlock.ROWS;
  }

  /**
   * Whether the next event needs a block, and blocks are scarce: who can fold had better do it
   * first.
   */
  public boolean isHardPressed() {
    return size == room && pool != null && pool.areScarce();
  }

  private void close(RowBlock block, EventKind ofAll, Instance instance) {
    int row = size & ROW_MASK;
    kind = ofAll;
    block.instances[row] = instance;
    starts += (block.rows[row * FIELDS + MARKS] & END) == 0 ? 1 : 0;
  }

  private void name(RowBlock block, Event event) {
    block.name(size & ROW_MASK, event);
    hasNamed = true;
  }

  private static void write(long[] rows, int at, Event event, long marks) {
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
        | (isKept(details) ? KEPT : 0)
        | (outcome == null ? 0 : outcome.ordinal() + 1L) << OUTCOME_SHIFT
        | (long) details.run().warmth().ordinal() << WARMTH_SHIFT
        | attempt << ATTEMPT_SHIFT
        | (long) event.instance().hash() << HASH_SHIFT;
  }

  private static boolean isKept(Details details) {
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
    for (int i = 0; i < room >> ROW_BITS; i++) {
      if (pool != null) {
        pool.giveBack(blocks[i]);
      }
    }
    Arrays.fill(blocks, null);
    room = 0;
    hasNamed = false;
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
    return hasNamed;
  }

  /**
   * The event as it came, where it names itself, its run, a version, a key or a trace; else null.
   */
  public @Nullable Event named(int i) {
    return blocks[i >> ROW_BITS].named(i & ROW_MASK);
  }

  Instance instance(int i) {
    return Objects.requireNonNull(blocks[i >> ROW_BITS].instances[i & ROW_MASK]);
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
    return blocks[i >> ROW_BITS].rows[(i & ROW_MASK) * FIELDS + field];
  }
}
