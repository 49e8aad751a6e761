package io.dephasing.core.slice;

import io.dephasing.core.event.Instance;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who acts in a batch, by number. There are far fewer instances than events: what is kept by
 * instance is then looked up once for each, not once for each of its events.
 */
final class Actors {
  private static final int FIRST_SIZE = 32;

  private int[] hashes = new int[FIRST_SIZE];
  private @Nullable Instance[] instances = new Instance[FIRST_SIZE];
  private boolean[] isStarting = new boolean[FIRST_SIZE];

  /** Number and 1 by hash, linear probing, at most half full; 0 where there is none. */
  private int[] slots = new int[2 * FIRST_SIZE];

  private int size;

  /** The number of an instance, which may be a new one. */
  int number(int hash, Instance instance) {
    int at = hash & (slots.length - 1);
    while (slots[at] != 0) {
      int number = slots[at] - 1;
      if (hashes[number] == hash && isSame(instance(number), instance)) {
        return number;
      }
      at = (at + 1) & (slots.length - 1);
    }
    return add(at, hash, instance);
  }

  @SuppressWarnings("ReferenceEquality") // mostly the same object: then its id need not be read
  private static boolean isSame(Instance one, Instance other) {
    return one == other || one.id().equals(other.id());
  }

  private int add(int slot, int hash, Instance instance) {
    slots[slot] = size + 1;
    hashes[size] = hash;
    instances[size] = instance;
    isStarting[size] = false;
    size++;
    if (size == hashes.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    int more = 2 * size;
    hashes = Arrays.copyOf(hashes, more);
    instances = Arrays.copyOf(instances, more);
    isStarting = Arrays.copyOf(isStarting, more);
    slots = new int[2 * more];
    for (int number = 0; number < size; number++) {
      int at = hashes[number] & (slots.length - 1);
      while (slots[at] != 0) {
        at = (at + 1) & (slots.length - 1);
      }
      slots[at] = number + 1;
    }
  }

  void starts(int number) {
    isStarting[number] = true;
  }

  /** Whether a START of this instance is in the batch. */
  boolean isStarting(int number) {
    return isStarting[number];
  }

  int hash(int number) {
    return hashes[number];
  }

  Instance instance(int number) {
    return Objects.requireNonNull(instances[number]);
  }

  int size() {
    return size;
  }

  void clear() {
    Arrays.fill(slots, 0);
    Arrays.fill(instances, 0, size, null);
    size = 0;
  }
}
