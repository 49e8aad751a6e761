package io.dephasing.core.slice;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.RunPhase;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * The catalogue of what a slice holds. The id is written before each component, so that an older
 * state reads a new component as empty and an older build skips it: ids are for ever, the order of
 * the constants is free.
 */
public enum SliceLayout {
  TALLY(1, Takes.ALL, Tally::new),
  BUCKET_COUNTS(2, Takes.ALL, BucketCounts::new),
  BUCKET_INSTANCES(3, Takes.STARTS, BucketInstances::new),
  DELAYS(4, Takes.ALL, DurationHistograms::new),
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
  ATTEMPT_SECONDS(24, Takes.RETRIES, AttemptSeconds::new),
  OFF_CLOCKS(25, Takes.STARTS_AHEAD, OffClocks::new),
  BUSIEST(26, Takes.RETRIES, Busiest::new),
  MINUTE_MARKS(27, Takes.STARTS_ON_THE_MINUTE, MinuteMarks::new);

  /** Which events a component looks at: of others it is not told, and not made for. */
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
    STARTS_WITH_A_TRACE,
    STARTS_AHEAD,
    STARTS_ON_THE_MINUTE;

    boolean takes(EventKind kind, RunPhase phase) {
      return switch (this) {
        case ALL -> true;
        case STARTS -> phase == RunPhase.START;
        case JOB_STARTS -> kind == EventKind.JOB_START && phase == RunPhase.START;
        case RETRIES -> kind == EventKind.RETRY;
        case WHAT_NAMES_ITS_RUN,
            STARTS_WITH_A_VERSION,
            STARTS_WITH_A_KEY,
            STARTS_WITH_A_TRACE,
            STARTS_AHEAD,
            STARTS_ON_THE_MINUTE ->
            false;
      };
    }
  }

  private static final List<SliceLayout> ALL = List.of(values());

  /** Ordinals by kind, by whether there are STARTs, and by whether there are ENDs. */
  private static final int[][][] TAKERS = takers();

  /** By id. */
  private static final int[] ORDINALS = ordinals();

  private final int id;
  private final Takes takes;
  private final Supplier<SliceComponent<?>> maker;

  SliceLayout(int id, Takes takes, Supplier<SliceComponent<?>> maker) {
    this.id = id;
    this.takes = takes;
    this.maker = maker;
  }

  /** All components in the order of declaration; does not copy. */
  public static List<SliceLayout> all() {
    return ALL;
  }

  /** The id on the wire and in state. */
  public int id() {
    return id;
  }

  /** Ordinals of the components that look at some of such events; not to be written to. */
  static int[] takersOf(EventKind kind, boolean hasStarts, boolean hasEnds) {
    return TAKERS[kind.ordinal()][rank(hasStarts, hasEnds)];
  }

  private static int rank(boolean hasStarts, boolean hasEnds) {
    return (hasStarts ? 1 : 0) + (hasEnds ? 2 : 0);
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
    boolean[] either = {false, true};
    int[][][] takers = new int[EventKind.all().size()][4][];
    for (EventKind kind : EventKind.all()) {
      for (boolean hasStarts : either) {
        for (boolean hasEnds : either) {
          takers[kind.ordinal()][rank(hasStarts, hasEnds)] =
              ALL.stream()
                  .filter(
                      layout ->
                          (hasStarts && layout.takes.takes(kind, RunPhase.START))
                              || (hasEnds && layout.takes.takes(kind, RunPhase.END)))
                  .mapToInt(SliceLayout::ordinal)
                  .toArray();
        }
      }
    }
    return takers;
  }

  SliceComponent<?> create() {
    return maker.get();
  }
}
