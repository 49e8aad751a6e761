package io.dephasing.core.history;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of what a group's history holds. The id is written before each part, so that an
 * older state reads a new part as empty and an older build skips it: ids are for ever, the order of
 * the constants is free.
 */
enum HistoryLayout {
  OPEN(15),
  MINUTES(16),
  MEMBERS(17),
  NAMES(18),
  NEWCOMERS(19),
  SPREADS(20),
  CADENCES(21),
  DURATIONS(22),
  FLIGHT(23),
  ACTIVITY(1),
  CYCLES(2),
  OFFSETS(3),
  CLOCKS(4),
  COLD_STARTS(5),
  WARM_STARTS(6),
  BASELINES(7),
  PEAK_PHASES(8),
  PERIODS(9),
  CYCLE_MEMBERS(10),
  RUN_ORDER(11),
  ROLLOUTS(12),
  ECHOES(13),
  KEY_COUNTS(14),
  LOST_ENDS(24),
  FLOODS(25),
  WAVES(26),
  RECURRENCE(27),
  CLOCK_NAMES(28),
  RESOLUTIONS(29),
  LOSSES(30),
  SECONDS_OF_MINUTE(31),
  STAMPEDES(32),
  ACTIVE_MINUTES(33);

  private static final List<HistoryLayout> ALL = List.of(values());

  /** By id; null where none has it. */
  private static final @Nullable HistoryLayout[] BY_ID = byId();

  private final int id;

  HistoryLayout(int id) {
    this.id = id;
  }

  /** All parts in the order of declaration; does not copy. */
  static List<HistoryLayout> all() {
    return ALL;
  }

  /** The id in state. */
  int id() {
    return id;
  }

  /** The part with this id; null where none has it. */
  static @Nullable HistoryLayout ofId(int id) {
    return id >= 0 && id < BY_ID.length ? BY_ID[id] : null;
  }

  private static @Nullable HistoryLayout[] byId() {
    int largest = Arrays.stream(values()).mapToInt(HistoryLayout::id).max().orElseThrow();
    @Nullable HistoryLayout[] byId = new HistoryLayout[largest + 1];
    for (HistoryLayout layout : values()) {
      byId[layout.id] = layout;
    }
    return byId;
  }
}
