package io.dephasing.core.slice;

import java.util.Arrays;
import java.util.List;

/**
 * Events that are not folded yet, where they stand in their batches, and which slice each belongs
 * to. To fold an event when it comes is to fetch its slice from memory for it alone; those that
 * wait are sorted by slice, and each slice is fetched once for all of them.
 */
public final class WaitingEvents {
  private static final int FIRST_ROOM = 64;

  /** So many are folded together: they and what is found out about them stay in the cache. */
  private static final int MOST_TOGETHER = 512;

  private final Arrangement room = new Arrangement();
  private final EventBatch together = new EventBatch(MOST_TOGETHER);

  private EventBatch[] batches = new EventBatch[FIRST_ROOM];
  private int batchCount;

  private long[] picks = new long[FIRST_ROOM];
  private int[] slices = new int[FIRST_ROOM];
  private long[] sorted = new long[FIRST_ROOM];
  private int size;

  /** None yet. */
  public WaitingEvents() {}

  /**
   * Lets one wait.
   *
   * @param from its batch, which is not to change any more
   * @param i which of them
   * @param slice number of the slice that it belongs to
   */
  @SuppressWarnings("ReferenceEquality") // mostly the batch of the one before
  public void add(EventBatch from, int i, boolean isOnTime, int slice) {
    if (batchCount == 0 || batches[batchCount - 1] != from) {
      add(from);
    }
    if (size == picks.length) {
      picks = Arrays.copyOf(picks, 2 * size);
      slices = Arrays.copyOf(slices, 2 * size);
    }
    picks[size] = EventBatch.pick(batchCount - 1, i, isOnTime);
    slices[size] = slice;
    size++;
  }

  private void add(EventBatch batch) {
    if (batchCount == batches.length) {
      batches = Arrays.copyOf(batches, 2 * batchCount);
    }
    batches[batchCount++] = batch;
  }

  /** How many wait. */
  public int size() {
    return size;
  }

  /**
   * Folds all, each slice's in the order in which they came.
   *
   * @param all the slices by number
   */
  public void fold(List<Slice> all) {
    int[] ends = sort(all.size());
    int from = 0;
    for (int slice = 0; slice < all.size(); slice++) {
      fold(all.get(slice), from, ends[slice]);
      from = ends[slice];
    }
    Arrays.fill(batches, 0, batchCount, null);
    batchCount = 0;
    size = 0;
  }

  /** Counting sort; where each slice's end. */
  private int[] sort(int all) {
    int[] ends = new int[all + 1];
    for (int n = 0; n < size; n++) {
      ends[slices[n] + 1]++;
    }
    for (int slice = 0; slice < all; slice++) {
      ends[slice + 1] += ends[slice];
    }
    if (sorted.length < size) {
      sorted = new long[picks.length];
    }
    // So far it is where each begins; as they are placed, each moves to its end.
    for (int n = 0; n < size; n++) {
      sorted[ends[slices[n]]++] = picks[n];
    }
    return ends;
  }

  private void fold(Slice slice, int from, int end) {
    for (int at = from; at < end; at += MOST_TOGETHER) {
      together.addAll(batches, sorted, at, Math.min(at + MOST_TOGETHER, end));
      slice.absorb(together, room);
    }
  }
}
