package io.dephasing.operators.local;

import io.dephasing.core.slice.Arrangement;
import io.dephasing.core.slice.EventBatch;
import java.util.Arrays;
import java.util.List;

/**
 * Events that one subtask has not folded yet, where they stand in their batches, and which slice
 * each belongs to. To fold an event where it comes is to fetch its slice from memory for it alone;
 * those that wait are sorted by slice, and each slice is fetched once for all of them.
 */
final class WaitingEvents {
  private static final int FIRST_ROOM = 64;

  /** So many are folded together: they and what is found out about them stay in the cache. */
  private static final int MOST_TOGETHER = 512;

  private final Arrangement room = new Arrangement();
  private final EventBatch together = new EventBatch();

  private EventBatch[] batches = new EventBatch[FIRST_ROOM];

  /** Twice the place in the batch, and 1 where the event is on time. */
  private int[] places = new int[FIRST_ROOM];

  private int[] slices = new int[FIRST_ROOM];
  private int[] sorted = new int[FIRST_ROOM];
  private int size;

  /**
   * Lets one wait.
   *
   * @param from its batch, which is not to change any more
   * @param i which of them
   * @param slice which slice it belongs to
   */
  void add(EventBatch from, int i, boolean isOnTime, int slice) {
    if (size == places.length) {
      grow();
    }
    batches[size] = from;
    places[size] = 2 * i + (isOnTime ? 1 : 0);
    slices[size] = slice;
    size++;
  }

  private void grow() {
    int more = 2 * size;
    batches = Arrays.copyOf(batches, more);
    places = Arrays.copyOf(places, more);
    slices = Arrays.copyOf(slices, more);
    sorted = new int[more];
  }

  int size() {
    return size;
  }

  /** Folds all, each slice's in the order in which they came. */
  void fold(List<LocalSlice> all) {
    int[] ends = sort(all.size());
    int next = 0;
    for (int slice = 0; slice < all.size(); slice++) {
      next = fold(all.get(slice), next, ends[slice]);
    }
    Arrays.fill(batches, 0, size, null);
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
    // So far it is where each begins; as they are placed, each moves to its end.
    for (int n = 0; n < size; n++) {
      sorted[ends[slices[n]]++] = n;
    }
    return ends;
  }

  private int fold(LocalSlice slice, int from, int end) {
    for (int i = from; i < end; i++) {
      int n = sorted[i];
      together.add(batches[n], places[n] >> 1, (places[n] & 1) == 1);
      if (together.size() == MOST_TOGETHER) {
        slice.slice().absorb(together, room);
      }
    }
    slice.slice().absorb(together, room);
    return end;
  }
}
