package io.dephasing.connectors.prometheus;

import io.dephasing.core.series.Sample;
import io.dephasing.core.series.SeriesLabels;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Labels that tell one job's series and alerts from those of another, as the region: for all that
 * do not have them.
 *
 * @param values by name
 */
public record ExternalLabels(Map<String, String> values) implements Serializable {
  /** No label. */
  public static final ExternalLabels NONE = new ExternalLabels(Map.of());

  /** What series, alerts and targets have already: added to some alone, it would mix them up. */
  private static final Set<String> TAKEN =
      new TreeSet<>(
          Set.of(
              "after_deployment",
              "alertname",
              "attempt",
              "bound",
              "cohort",
              "group",
              "instance",
              "job",
              "kind",
              "le",
              "measure",
              "member",
              "outcome",
              "reason",
              "rule",
              "service",
              "severity",
              "sink",
              "subtask",
              "version",
              "window"));

  public ExternalLabels {
    values = new TreeMap<>(values);
  }

  /** Whether a label may have this name. */
  public static boolean isAllowed(String name) {
    return name.matches("[a-zA-Z_][a-zA-Z0-9_]*")
        && !name.startsWith("__")
        && !TAKEN.contains(name);
  }

  /** The names that are no longer free, for people. */
  public static String taken() {
    return String.join(", ", TAKEN);
  }

  /** The sample with them. */
  Sample on(Sample sample) {
    SeriesLabels labels = sample.labels();
    for (Map.Entry<String, String> each : values.entrySet()) {
      if (labels.value(each.getKey()) == null) {
        labels = labels.with(each.getKey(), each.getValue());
      }
    }
    return new Sample(labels, sample.timeMillis(), sample.valueBits(), sample.exemplars());
  }

  /** Adds them to an alert's; an empty value is none. */
  public void addTo(SortedMap<String, String> labels) {
    values.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            labels.putIfAbsent(name, value);
          }
        });
  }
}
