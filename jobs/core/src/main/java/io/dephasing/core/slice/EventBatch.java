package io.dephasing.core.slice;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.Phase;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Events of one slice that wait to be folded together, one component after the other: each is then
 * fetched from memory once for all of them. With thousands of groups nearly every other touch of a
 * component is a cache miss, and these are what folding costs.
 */
public final class EventBatch {
  /** Most that wait. */
  public static final int SIZE = 32;

  private final @Nullable Event[] events = new Event[SIZE];
  private int onTime;
  private int size;

  /**
   * Takes an event in.
   *
   * @return whether no further one has room
   */
  public boolean add(Event event, boolean isOnTime) {
    events[size] = event;
    onTime |= isOnTime ? 1 << size : 0;
    size++;
    return size == SIZE;
  }

  /** Whether none waits. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Lets go of all. */
  void clear() {
    Arrays.fill(events, 0, size, null);
    onTime = 0;
    size = 0;
  }

  int size() {
    return size;
  }

  Event event(int i) {
    return Objects.requireNonNull(events[i]);
  }

  boolean isOnTime(int i) {
    return (onTime >>> i & 1) == 1;
  }

  boolean holds(Phase phase) {
    for (int i = 0; i < size; i++) {
      if (event(i).phase() == phase) {
        return true;
      }
    }
    return false;
  }
}
