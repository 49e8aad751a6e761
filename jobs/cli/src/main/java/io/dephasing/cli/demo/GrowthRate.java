package io.dephasing.cli.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a count grows: over the last seconds, by the clock that is handed in. */
final class GrowthRate {
  private static final long SPAN_MILLIS = 3_000;

  private final Deque<Reading> readings = new ArrayDeque<>();

  private record Reading(long count, long atMillis) {}

  /** Takes a reading; times do not decrease. */
  void read(long count, long atMillis) {
    readings.addLast(new Reading(count, atMillis));
    while (readings.size() > 2 && readings.getFirst().atMillis() < atMillis - SPAN_MILLIS) {
      readings.removeFirst();
    }
  }

  /** Per second between the first and the last reading of the span; 0 below two readings. */
  double perSecond() {
    if (readings.size() < 2) {
      return 0;
    }
    Reading first = readings.getFirst();
    Reading last = readings.getLast();
    long millis = last.atMillis() - first.atMillis();
    return millis == 0 ? 0 : 1e3 * (last.count() - first.count()) / millis;
  }
}
