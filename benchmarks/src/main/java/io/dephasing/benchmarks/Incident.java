package io.dephasing.benchmarks;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import java.util.List;

/**
 * A herd that a fleet is to be seen with.
 *
 * @param what known, new or echo
 * @param group of the herd
 * @param times of its events, ms since the epoch; ascending
 */
record Incident(What what, GroupKey group, List<Long> times) {
  /** How much of the group is known when it herds. */
  enum What {
    /** Its members were dephased for minutes. */
    KNOWN("known group"),
    /** Nobody has seen it before. */
    NEW("new group"),
    /** Clients that fail at once and come back together, without jitter. */
    ECHO("echo of retries");

    private final String label;

    What(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  static Incident of(What what, GroupKey group, List<Event> events) {
    return new Incident(what, group, events.stream().map(Event::timeMillis).sorted().toList());
  }

  /**
   * When the event was that completed the evidence, ms since the epoch.
   *
   * @param need instances that it takes, by the alert's own words
   */
  long completedMillis(double need) {
    int nth = (int) Math.ceil(need);
    return times.get(Math.max(0, Math.min(times.size(), nth) - 1));
  }
}
