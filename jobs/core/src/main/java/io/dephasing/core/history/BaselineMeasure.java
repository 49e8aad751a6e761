package io.dephasing.core.history;

import io.dephasing.core.event.EventKind;
import java.util.List;
import java.util.Locale;

/**
 * The measures that have a baseline (DASHBOARDS 1.2). The constant is the measure's id in capitals;
 * the order is the order in state: append only.
 */
public enum BaselineMeasure {
  EVENTS,
  RATE_PEAK_PER_SECOND,
  CONCURRENCY_MAX,
  SPREAD_STDDEV_SECONDS,
  DURATION_P99_SECONDS,
  START_DELAY_P99_SECONDS;

  private static final List<BaselineMeasure> ALL = List.of(values());

  /** All of them in the order of declaration; does not copy. */
  public static List<BaselineMeasure> all() {
    return ALL;
  }

  /** The measure's id. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether each hour of the week has a cell of its own, and not each hour of the day alone: 2 KB
   * instead of 0.3 (METHOD 7.2).
   */
  boolean isWeekly(EventKind kind) {
    return switch (this) {
      case RATE_PEAK_PER_SECOND, CONCURRENCY_MAX, START_DELAY_P99_SECONDS -> true;
      case EVENTS -> kind == EventKind.RETRY;
      case SPREAD_STDDEV_SECONDS, DURATION_P99_SECONDS -> false;
    };
  }
}
