package io.dephasing.core.slice;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.Phase;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The catalogue of what a slice holds. The id is written before each component, so that an older
 * state reads a new component as empty and a newer state is refused: ids are for ever, the order of
 * the constants is free.
 */
public enum SliceLayout {
  TALLY(1, Takes.ALL, Tally::new),
  BUCKET_COUNTS(2, Takes.ALL, BucketCounts::new),
  BUCKET_INSTANCES(3, Takes.STARTS, BucketInstances::new),
  DELAYS(4, Takes.ALL, Delays::new),
  OUTCOMES(5, Takes.ALL, Outcomes::new),
  ATTEMPTS(6, Takes.RETRIES, Attempts::new),
  SCHEDULES(7, Takes.STARTS, Schedules::new),
  INSTANCE_SAMPLE(8, Takes.STARTS, InstanceSample::new),
  TIMELINE(9, Takes.ALL, Timeline::new),
  EXEMPLARS(10, Takes.STARTS_WITH_A_TRACE, Exemplars::new),
  OFFSETS(11, Takes.JOB_STARTS, Offsets::new),
  CLOCKS(12, Takes.STARTS, Clocks::new),
  RUN_MARKS(21, Takes.WHAT_NAMES_ITS_RUN, RunMarks::new),
  VERSIONS(22, Takes.STARTS_WITH_A_VERSION, Versions::new),
  RESOURCE_KEYS(23, Takes.STARTS_WITH_A_KEY, ResourceKeys::new),
  ATTEMPT_SECONDS(24, Takes.RETRIES, AttemptSeconds::new);

  /** Which events a component looks at: it is not asked about others, for asking costs. */
  private enum Takes {
    ALL,
    /** Starts and retries: what is dephased. */
    STARTS,
    JOB_STARTS,
    RETRIES,
    /**
     * Looked at where {@link Slice#absorb(EventBatch)} finds what it wants: most events carry none
     * of it.
     */
    WHAT_NAMES_ITS_RUN,
    STARTS_WITH_A_VERSION,
    STARTS_WITH_A_KEY,
    STARTS_WITH_A_TRACE;

    boolean takes(EventKind kind, Phase phase) {
      return switch (this) {
        case ALL -> true;
        case STARTS -> phase == Phase.START;
        case JOB_STARTS -> kind == EventKind.JOB_START && phase == Phase.START;
        case RETRIES -> kind == EventKind.RETRY;
        case WHAT_NAMES_ITS_RUN, STARTS_WITH_A_VERSION, STARTS_WITH_A_KEY, STARTS_WITH_A_TRACE ->
            false;
      };
    }
  }

  private static final List<SliceLayout> ALL = List.of(values());

  /** Ordinals by kind and phase. */
  private static final int[][][] TAKERS = takers();

  /** By id. */
  private static final int[] ORDINALS = ordinals();

  private final int id;
  private final Takes takes;
  private final Supplier<SliceComponent<?>> empty;

  SliceLayout(int id, Takes takes, Supplier<SliceComponent<?>> empty) {
    this.id = id;
    this.takes = takes;
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

  /** Ordinals of the components that look at such events; not to be written to. */
  static int[] takersOf(EventKind kind, Phase phase) {
    return TAKERS[kind.ordinal()][phase.ordinal()];
  }

  /** The ordinal of the component with this id; below 0 where none has it. */
  static int ordinalOf(int id) {
    return id >= 0 && id < ORDINALS.length ? ORDINALS[id] : -1;
  }

  private static int[] ordinals() {
    int[] ordinals = new int[ALL.stream().mapToInt(SliceLayout::id).max().orElseThrow() + 1];
    Arrays.fill(ordinals, -1);
    for (SliceLayout layout : ALL) {
      ordinals[layout.id] = layout.ordinal();
    }
    return ordinals;
  }

  private static int[][][] takers() {
    int[][][] takers = new int[EventKind.all().size()][Phase.values().length][];
    for (EventKind kind : EventKind.all()) {
      for (Phase phase : Phase.values()) {
        takers[kind.ordinal()][phase.ordinal()] =
            ALL.stream()
                .filter(layout -> layout.takes.takes(kind, phase))
                .mapToInt(SliceLayout::ordinal)
                .toArray();
      }
    }
    return takers;
  }

  SliceComponent<?> create() {
    return empty.get();
  }
}
