package io.dephasing.core.slice;

import io.dephasing.core.bytes.TextBytes;
import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunOutcome;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the {@value #MEMBERS} instances with the smallest hashes did, the first {@value
 * #TRANSITIONS} transitions of each: a function of the events alone, not of their order, and the
 * same instances from slice to slice. Two instances of one hash are one here.
 */
public final class Timeline extends SliceComponent<Timeline> {
  /** Most instances of a slice: with more of them, an ordinary group would take over 16 KiB. */
  public static final int MEMBERS = 20;

  /** Most transitions of an instance in a slice. */
  public static final int TRANSITIONS = 8;

  /** What acts without an END is seen to act for this long. */
  private static final long ACT_MILLIS = 1_000;

  /** Room that is made first: many a partial has no more. */
  private static final int FEW = 4;

  private static final int STATE_BITS = 2;
  private static final InstanceActivity[] STATES = InstanceActivity.values();
  private static final int[] NOBODY = {};
  private static final Instance[] NAMELESS = {};

  /** Behind the last transition of a row. */
  private static final int NONE = Integer.MAX_VALUE;

  /** Sorted. */
  private int[] hashes = NOBODY;

  private Instance[] instances = NAMELESS;

  /**
   * Transitions of each instance in a row of {@value #TRANSITIONS}, ascending: ms since the slice's
   * start, then the state; {@link #NONE} behind them. One array, for an object an instance is a
   * cache miss an event.
   */
  private int[] packed = NOBODY;

  private int size;

  /** In the order in which they came, which is nearly that of time: then little is moved. */
  @Override
  void fold(Arrangement events) {
    int[] rows = rows(events.actors());
    for (int i = 0; i < events.size(); i++) {
      int row = rows[events.actor(i)];
      if (row >= 0) {
        add(events.batch(), i, row, events.millis(i));
      }
    }
  }

  /** The row of each actor, once all have theirs: each that is new moves others. */
  private int[] rows(Actors actors) {
    int[] rows = new int[actors.size()];
    for (int actor = 0; actor < rows.length; actor++) {
      row(actors.hash(actor), actors.instance(actor));
    }
    for (int actor = 0; actor < rows.length; actor++) {
      rows[actor] = Arrays.binarySearch(hashes, 0, size, actors.hash(actor));
    }
    return rows;
  }

  private void add(EventBatch batch, int i, int row, long at) {
    if (batch.isEnd(i)) {
      offer(row, packed(at, ended(batch.outcome(i))));
      return;
    }
    offer(row, packed(at, InstanceActivity.RUNNING));
    long scheduled = batch.scheduledTimeMillis(i);
    long waited = Absent.isGiven(scheduled) ? batch.timeMillis(i) - scheduled : 0;
    if (waited > 0 && waited <= at) {
      offer(row, packed(at - waited, InstanceActivity.WAITING));
    }
    if (!batch.kind().hasPhases() && at + ACT_MILLIS < Slice.LENGTH_MILLIS) {
      offer(row, packed(at + ACT_MILLIS, InstanceActivity.IDLE));
    }
  }

  private void offer(int row, int transition) {
    int from = row * TRANSITIONS;
    int end = from + TRANSITIONS;
    int at = end;
    while (at > from && packed[at - 1] >= transition) {
      at--;
    }
    if (at < end && packed[at] != transition) {
      if (packed[at] != NONE) {
        System.arraycopy(packed, at, packed, at + 1, end - 1 - at);
      }
      packed[at] = transition;
    }
  }

  private int length(int row) {
    int length = TRANSITIONS;
    while (length > 0 && packed[row * TRANSITIONS + length - 1] == NONE) {
      length--;
    }
    return length;
  }

  private static InstanceActivity ended(@Nullable RunOutcome outcome) {
    return outcome == RunOutcome.FAILURE || outcome == RunOutcome.TIMEOUT
        ? InstanceActivity.FAILED
        : InstanceActivity.IDLE;
  }

  private static int packed(long atMillis, InstanceActivity state) {
    return (int) atMillis << STATE_BITS | state.ordinal();
  }

  /** The instance's row; negative where there are enough of smaller hashes. */
  @SuppressWarnings("ReferenceEquality") // mostly the same object: then its id need not be read
  private int row(int hash, Instance instance) {
    if (size == MEMBERS && hash > hashes[MEMBERS - 1]) {
      return -1;
    }
    int at = Arrays.binarySearch(hashes, 0, size, hash);
    if (at < 0) {
      int insertion = -at - 1;
      return insert(insertion, hash, instance);
    }
    Instance known = instances[at];
    if (known != instance && known.id().compareTo(InstanceSample.cut(instance).id()) > 0) {
      // Two instances have one hash: the smaller id.
      instances[at] = InstanceSample.cut(instance);
    }
    return at;
  }

  private int insert(int at, int hash, Instance instance) {
    if (size == hashes.length && size < MEMBERS) {
      grow(size == 0 ? FEW : MEMBERS);
    }
    size = Math.min(size + 1, MEMBERS);
    int behind = size - 1 - at;
    System.arraycopy(hashes, at, hashes, at + 1, behind);
    System.arraycopy(instances, at, instances, at + 1, behind);
    System.arraycopy(
        packed, at * TRANSITIONS, packed, (at + 1) * TRANSITIONS, behind * TRANSITIONS);
    hashes[at] = hash;
    instances[at] = InstanceSample.cut(instance);
    Arrays.fill(packed, at * TRANSITIONS, (at + 1) * TRANSITIONS, NONE);
    return at;
  }

  private void grow(int capacity) {
    hashes = Arrays.copyOf(hashes, capacity);
    instances = Arrays.copyOf(instances, capacity);
    packed = Arrays.copyOf(packed, capacity * TRANSITIONS);
  }

  @Override
  public void absorb(Timeline other) {
    for (int i = 0; i < other.size; i++) {
      int row = row(other.hashes[i], other.instances[i]);
      int length = row < 0 ? 0 : other.length(i);
      for (int j = 0; j < length; j++) {
        offer(row, other.packed[i * TRANSITIONS + j]);
      }
    }
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, size);
    for (int i = 0; i < size; i++) {
      out.writeInt(hashes[i]);
      TextBytes.write(out, instances[i].id());
      int length = length(i);
      out.writeByte(length);
      int last = 0;
      for (int j = 0; j < length; j++) {
        int transition = packed[i * TRANSITIONS + j];
        Varints.write(out, transition - last);
        last = transition;
      }
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    int count = Varints.readInt(in);
    if (count > MEMBERS) {
      throw new IOException("timeline of %d instances, at most %d".formatted(count, MEMBERS));
    }
    grow(count);
    Arrays.fill(packed, NONE);
    size = count;
    for (int i = 0; i < count; i++) {
      hashes[i] = in.readInt();
      instances[i] = new Instance(TextBytes.read(in), hashes[i]);
      int length = in.readByte();
      if (length > TRANSITIONS) {
        throw new IOException("%d transitions, at most %d".formatted(length, TRANSITIONS));
      }
      int last = 0;
      for (int j = 0; j < length; j++) {
        last += Varints.readInt(in);
        packed[i * TRANSITIONS + j] = last;
      }
    }
  }

  /**
   * What each of them did, by hash.
   *
   * @param startMillis the slice's start, ms since the epoch
   */
  public List<ActivityTimeline> instances(long startMillis) {
    List<ActivityTimeline> timelines = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int length = length(i);
      List<ActivityTimeline.Transition> transitions = new ArrayList<>(length);
      for (int j = 0; j < length; j++) {
        int transition = packed[i * TRANSITIONS + j];
        transitions.add(
            new ActivityTimeline.Transition(
                startMillis + (transition >>> STATE_BITS),
                STATES[transition & (STATES.length - 1)]));
      }
      timelines.add(new ActivityTimeline(instances[i].id(), transitions));
    }
    return timelines;
  }
}
