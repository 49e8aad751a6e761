package io.dephasing.operators.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recent event ids of the partitions that a subtask reads, in bounded memory: where the younger
 * generations hold too many together, the largest of them ages early.
 *
 * <p>After a restore nobody knows yet which subtask reads which partition. What was saved of a
 * partition waits until its first event comes, and is saved again meanwhile by one subtask.
 */
final class PartitionIds {
  /** Of ids that were saved without their partitions, by an earlier build. */
  private static final int UNKNOWN = -1;

  private final long horizonMillis;
  private final int mostIds;
  private final Map<Integer, RecentIds> own = new HashMap<>();
  private final Map<Integer, RecentIds> waiting = new HashMap<>();
  private long youngSize;
  private long firstMillis = Long.MAX_VALUE;

  /**
   * Nothing remembered.
   *
   * @param horizonMillis for how long an id is remembered at least, unless there are too many; ms
   *     of event time
   * @param mostIds how many the younger generations hold together
   */
  PartitionIds(long horizonMillis, int mostIds) {
    this.horizonMillis = horizonMillis;
    this.mostIds = mostIds;
  }

  /** Remembers an id of a partition; false where it is remembered already. */
  boolean add(int partition, long hash, long timeMillis) {
    RecentIds ids = own.get(partition);
    if (ids == null) {
      ids = adopt(partition);
    }
    RecentIds unknown = waiting.get(UNKNOWN);
    if (ids.contains(hash) || (unknown != null && unknown.contains(hash))) {
      return false;
    }
    int before = ids.youngSize();
    ids.add(hash, timeMillis, horizonMillis);
    youngSize += ids.youngSize() - before;
    if (youngSize > mostIds) {
      ageLargest();
    }
    forgetWaiting(timeMillis);
    return true;
  }

  private RecentIds adopt(int partition) {
    RecentIds saved = waiting.remove(partition);
    RecentIds ids = saved == null ? new RecentIds() : saved;
    own.put(partition, ids);
    youngSize += ids.youngSize();
    return ids;
  }

  private void ageLargest() {
    RecentIds largest =
        own.values().stream().max(Comparator.comparingInt(RecentIds::youngSize)).orElseThrow();
    youngSize -= largest.youngSize();
    largest.age();
  }

  /** What waits for longer than ids are remembered belongs to other subtasks. */
  private void forgetWaiting(long timeMillis) {
    firstMillis = Math.min(firstMillis, timeMillis);
    if (!waiting.isEmpty() && timeMillis - firstMillis >= 2 * horizonMillis) {
      waiting.clear();
    }
  }

  /** How many ids the younger generations hold together. */
  long youngSize() {
    return youngSize;
  }

  /**
   * All that is remembered, an element a partition: the partition, then what its ids say. Of those
   * that wait, the share of one of several subtasks.
   */
  List<long[]> saved(int subtask, int subtasks) {
    List<long[]> saved = new ArrayList<>();
    own.forEach((partition, ids) -> saved.add(element(partition, ids)));
    waiting.forEach(
        (partition, ids) -> {
          if (Math.floorMod(partition, subtasks) == subtask) {
            saved.add(element(partition, ids));
          }
        });
    return saved;
  }

  private static long[] element(int partition, RecentIds ids) {
    long[] body = ids.saved();
    long[] element = new long[1 + body.length];
    element[0] = partition;
    System.arraycopy(body, 0, element, 1, body.length);
    return element;
  }

  /** Takes an element that was saved, by whichever subtask; the latest of a partition holds. */
  void restore(long[] element) {
    await((int) element[0], RecentIds.restored(Arrays.copyOfRange(element, 1, element.length)));
  }

  /**
   * Takes ids that were saved without their partitions.
   *
   * @param all of all subtasks
   */
  void restoreUnknown(long[] all) {
    waiting.put(UNKNOWN, RecentIds.old(all));
  }

  private void await(int partition, RecentIds ids) {
    RecentIds before = waiting.get(partition);
    if (before == null || ids.isLaterThan(before)) {
      waiting.put(partition, ids);
    }
  }
}
