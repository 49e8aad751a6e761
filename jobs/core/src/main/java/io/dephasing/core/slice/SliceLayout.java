package io.dephasing.core.slice;

import java.util.List;
import java.util.function.Supplier;

/**
 * The catalogue of what a slice holds. The id is written before each component, so that an older
 * state reads a new component as empty and a newer state is refused: ids are for ever, the order of
 * the constants is free.
 */
public enum SliceLayout {
  TALLY(1, Tally::new),
  BUCKET_COUNTS(2, BucketCounts::new),
  BUCKET_INSTANCES(3, BucketInstances::new),
  DELAYS(4, Delays::new),
  OUTCOMES(5, Outcomes::new),
  ATTEMPTS(6, Attempts::new),
  SCHEDULES(7, Schedules::new),
  INSTANCE_SAMPLE(8, InstanceSample::new),
  TIMELINE(9, Timeline::new),
  EXEMPLARS(10, Exemplars::new);

  private static final List<SliceLayout> ALL = List.of(values());

  private final int id;
  private final Supplier<SliceComponent<?>> empty;

  SliceLayout(int id, Supplier<SliceComponent<?>> empty) {
    this.id = id;
    this.empty = empty;
  }

  /** All components in the order of declaration; does not copy. */
  public static List<SliceLayout> all() {
    return ALL;
  }

  /** The id on the wire and in state. */
  public int id() {
    return id;
  }

  SliceComponent<?> create() {
    return empty.get();
  }
}
