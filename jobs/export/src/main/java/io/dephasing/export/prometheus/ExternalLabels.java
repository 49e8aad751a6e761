package io.dephasing.export.prometheus;

import io.dephasing.export.series.Sample;
import io.dephasing.export.series.SeriesLabels;
import java.io.Serializable;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Labels that tell one job's series and alerts from those of another, as the region: for all that
 * do not have them.
 *
 * @param values by name
 */
public record ExternalLabels(Map<String, String> values) implements Serializable {
  /** No label. */
  public static final ExternalLabels NONE = new ExternalLabels(Map.of());

  public ExternalLabels {
    values = new TreeMap<>(values);
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
