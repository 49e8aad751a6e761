package io.dephasing.core.slice;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventFields;
import io.dephasing.core.event.GroupKey;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Events of one partition and of any groups, in the order in which they came: what passes from who
 * reads to who folds. Filled once, and then only read.
 */
public final class GroupedEvents {
  private final EventBatch events;
  private @Nullable GroupKey[] groups;

  /** As in the rows, which whoever only sorts by time need not fetch. */
  private long[] millis;

  /** Null while none differs from the time itself. */
  private long @Nullable [] cappedMillis;

  private long largestCappedMillis = Absent.MILLIS;

  /** As in the rows, for whoever only asks how late they are; null while none is known. */
  private long @Nullable [] appendedMillis;

  /** None yet; room for so many, and it grows when there are more. */
  public GroupedEvents(int expected) {
    int room = Math.max(1, expected);
    events = new EventBatch(room);
    groups = new GroupKey[room];
    millis = new long[room];
  }

  /**
   * Takes an event in.
   *
   * @param cappedTimeMillis its time, but no later than the broker's or the clock's (METHOD 9.8):
   *     how far it moves its partition's time, ms since the epoch; {@link Absent#MILLIS} where it
   *     was late already when it was sent, and moves nothing
   */
  public void add(EventFields event, long cappedTimeMillis) {
    int size = events.size();
    if (size == groups.length) {
      grow();
    }
    groups[size] = event.group();
    millis[size] = event.timeMillis();
    if (cappedMillis != null || cappedTimeMillis != millis[size]) {
      cap(size, cappedTimeMillis);
    }
    if (Absent.isGiven(event.brokerTimeMillis())) {
      append(size, event.brokerTimeMillis());
    }
    largestCappedMillis =
        size == 0 ? cappedTimeMillis : Math.max(largestCappedMillis, cappedTimeMillis);
    events.add(event, false);
  }

  private void append(int i, long millis) {
    if (appendedMillis == null) {
      appendedMillis = new long[groups.length];
      Arrays.fill(appendedMillis, Absent.MILLIS);
    }
    appendedMillis[i] = millis;
  }

  private static long @Nullable [] grown(long @Nullable [] known, int more) {
    if (known == null) {
      return null;
    }
    long[] all = Arrays.copyOf(known, more);
    Arrays.fill(all, known.length, more, Absent.MILLIS);
    return all;
  }

  private void grow() {
    int more = 2 * groups.length;
    groups = Arrays.copyOf(groups, more);
    millis = Arrays.copyOf(millis, more);
    cappedMillis = cappedMillis == null ? null : Arrays.copyOf(cappedMillis, more);
    appendedMillis = grown(appendedMillis, more);
  }

  private void cap(int i, long cappedTimeMillis) {
    if (cappedMillis == null) {
      cappedMillis = millis.clone();
    }
    cappedMillis[i] = cappedTimeMillis;
  }

  /** How many there are. */
  public int size() {
    return events.size();
  }

  /** What they say. */
  public EventBatch events() {
    return events;
  }

  /** The group of one. */
  public GroupKey group(int i) {
    return Objects.requireNonNull(groups[i]);
  }

  /** Event time of one, ms since the epoch. */
  public long timeMillis(int i) {
    return millis[i];
  }

  /** How far one moves its partition's time, ms since the epoch; absent where it was sent late. */
  public long cappedTimeMillis(int i) {
    return cappedMillis == null ? millis[i] : cappedMillis[i];
  }

  /** When the broker appended one, ms since the epoch; {@link Absent#MILLIS} where unknown. */
  public long appendedMillis(int i) {
    return appendedMillis == null ? Absent.MILLIS : appendedMillis[i];
  }

  /** How far all of them move it; {@link Absent#MILLIS} where none does. */
  public long largestCappedTimeMillis() {
    return largestCappedMillis;
  }
}
