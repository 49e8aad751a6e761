package io.dephasing.dashboards;

import io.dephasing.connectors.kafka.SinkCounter;
import io.dephasing.core.sli.Measure;
import io.dephasing.export.series.ExportedMetric;
import io.dephasing.operators.metrics.OperatorCounter;
import io.dephasing.operators.metrics.OperatorGauge;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Selectors of PromQL, with names from the catalogues and the matchers of the variables. */
final class Selector {
  static final String KIND = "kind=~\"$kind\"";
  static final String SERVICE = "service=~\"$service\"";

  private static final String GROUP =
      KIND + "," + SERVICE + ",group=~\"$group\",cohort=~\"$cohort\"";

  /** Also what has no service or no group: roll-ups have alerts of their own. */
  private static final String GROUP_OR_ROLL_UP =
      KIND + ",service=~\"$service|\",group=~\"$group|\",cohort=~\"$cohort\"";

  private static final String WINDOW = "window=\"$window\"";

  private Selector() {}

  /** A measure of the chosen groups. Pins the window: lengths must not add up. */
  static String measure(Measure measure, String... more) {
    return series(ExportedMetric.nameOf(measure), GROUP, WINDOW, more);
  }

  /** A measure of the roll-ups of the chosen services, and of the one over all: no group. */
  static String rollUps(Measure measure) {
    return series(
        ExportedMetric.nameOf(measure), KIND + ",service=~\"$service|\",group=\"\"", WINDOW);
  }

  /** What the measure used to be. */
  static String baseline(Measure measure, String... more) {
    return series(ExportedMetric.BASELINE.metric(measure.id()), GROUP, WINDOW, more);
  }

  /** The limit in force; it has no window. */
  static String limit(Measure measure, String... more) {
    return series(ExportedMetric.LIMIT.metric(measure.id()), GROUP, "", more);
  }

  /** What the export job writes for each window besides the measures. */
  static String windowed(ExportedMetric metric, String... more) {
    return series(metric.metric(), GROUP, WINDOW, more);
  }

  /** What the export job writes for each group. */
  static String grouped(ExportedMetric metric, String... more) {
    return series(metric.metric(), GROUP, "", more);
  }

  /** Alerts, also those of roll-ups. */
  static String alerts(ExportedMetric metric, String... more) {
    return series(metric.metric(), GROUP_OR_ROLL_UP, "", more);
  }

  /** Instances of the chosen groups; they have no cohort. */
  static String instances(ExportedMetric metric) {
    return series(metric.metric(), KIND + "," + SERVICE + ",group=~\"$group\"", "");
  }

  /** All series of a metric, or those that match. */
  static String all(ExportedMetric metric, String... matchers) {
    return series(metric.metric(), "", "", matchers);
  }

  /** All series of a counter of the detection job. */
  static String all(OperatorCounter counter) {
    return ExportedMetric.PREFIX + "pipeline_" + counter.id();
  }

  /** All series of what sinks count. */
  static String all(SinkCounter counter) {
    return ExportedMetric.PREFIX + "pipeline_" + counter.id();
  }

  /** What the detection job measures of itself. */
  static String all(OperatorGauge gauge, String... matchers) {
    return series(ExportedMetric.PREFIX + "pipeline_" + gauge.id(), "", "", matchers);
  }

  private static String series(String name, String first, String second, String... more) {
    String matchers =
        Stream.concat(Stream.of(first, second), Arrays.stream(more))
            .filter(matcher -> !matcher.isEmpty())
            .collect(Collectors.joining(","));
    return matchers.isEmpty() ? name : name + "{" + matchers + "}";
  }
}
