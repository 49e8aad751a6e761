package io.dephasing.benchmarks;

import io.dephasing.core.statistics.NearestRank;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** From the event that completes a herd's evidence to the append of its first alert, ms. */
final class AlertDelays {
  private static final String RULE = "herd";
  private static final String SIZE = "herd_size";

  private final Map<String, Incident> byGroup = new HashMap<>();
  private final Map<Incident, Long> delays = new HashMap<>();
  private final Map<Incident.What, Integer> incidents = new EnumMap<>(Incident.What.class);

  AlertDelays(List<Incident> all) {
    for (Incident each : all) {
      byGroup.put(each.group().canonical(), each);
      incidents.merge(each.what(), 1, Integer::sum);
    }
  }

  /** Takes an alert in that the broker appended then, ms since the epoch. */
  void add(Alert alert, long appendedMillis) {
    Incident incident = byGroup.get(alert.getGroupKey());
    if (incident == null
        || alert.getState() != AlertState.FIRING
        || !alert.getRule().equals(RULE)) {
      return;
    }
    double need =
        alert.getEvidence().getConditions().stream()
            .filter(condition -> condition.getName().equals(SIZE))
            .findFirst()
            .orElseThrow()
            .getThreshold();
    delays.merge(incident, appendedMillis - incident.completedMillis(need), Math::min);
  }

  /** Whether each incident was seen. */
  boolean isComplete() {
    return delays.size() == byGroup.size();
  }

  /** A line for each kind of incident. */
  List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (Incident.What what : Incident.What.values()) {
      long[] millis =
          delays.entrySet().stream()
              .filter(entry -> entry.getKey().what() == what)
              .mapToLong(Map.Entry::getValue)
              .toArray();
      rows.add(row(what, millis));
    }
    return rows;
  }

  private String row(Incident.What what, long[] millis) {
    String counts =
        String.format(
            Locale.ROOT,
            "%-16s %9d %5d",
            what.label(),
            incidents.getOrDefault(what, 0),
            millis.length);
    return millis.length == 0
        ? counts
        : counts
            + String.format(
                Locale.ROOT,
                " %6.2f %6.2f %10.2f",
                NearestRank.of(millis, 0.5) / 1e3,
                NearestRank.of(millis, 0.99) / 1e3,
                NearestRank.of(millis, 1) / 1e3);
  }
}
