package io.dephasing.acceptance.job;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.RunPhase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What should be counted, by a plain loop over the same events: no slice, no watermark, no state.
 */
final class BatchOracle {
  private static final long WINDOW_MILLIS = 60_000;

  private BatchOracle() {}

  /**
   * What one group did in one window.
   *
   * @param events starts and retries
   * @param instances distinct ones
   * @param peak of its fullest second
   * @param stddevSeconds of the event times; NaN below two
   */
  record Window(int events, int instances, int peak, double stddevSeconds) {}

  /**
   * By group key and window start, as {@link Published#finalSlis} has it; windows without any start
   * are left out.
   */
  static Map<String, Window> windows(List<Event> events) {
    Map<String, List<Event>> byWindow = new TreeMap<>();
    for (Event event : events) {
      if (event.phase() == RunPhase.START) {
        long start = Math.floorDiv(event.timeMillis(), WINDOW_MILLIS) * WINDOW_MILLIS;
        for (String key :
            List.of(
                event.group().canonical(),
                event.group().serviceRollUp().canonical(),
                event.group().kindRollUp().canonical())) {
          byWindow
              .computeIfAbsent(key + " " + Instant.ofEpochMilli(start), k -> new ArrayList<>())
              .add(event);
        }
      }
    }
    Map<String, Window> windows = new TreeMap<>();
    byWindow.forEach((id, inside) -> windows.put(id, window(inside)));
    return windows;
  }

  private static Window window(List<Event> events) {
    Set<String> instances = new HashSet<>();
    Map<Long, Integer> perSecond = new HashMap<>();
    double mean = 0;
    for (Event event : events) {
      instances.add(event.instance().id());
      perSecond.merge(Math.floorDiv(event.timeMillis(), 1000L), 1, Integer::sum);
      mean += event.timeMillis() / (double) events.size();
    }
    double squares = 0;
    for (Event event : events) {
      squares += (event.timeMillis() - mean) * (event.timeMillis() - mean);
    }
    int peak = perSecond.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    double stddev = events.size() < 2 ? Double.NaN : Math.sqrt(squares / (events.size() - 1)) / 1e3;
    return new Window(events.size(), instances.size(), peak, stddev);
  }
}
