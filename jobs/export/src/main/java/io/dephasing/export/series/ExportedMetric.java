package io.dephasing.export.series;

import io.dephasing.core.sli.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The catalogue of series that the export job writes besides the measures (DASHBOARDS 1.2, 1.3); a
 * measure is a gauge of its own id with {@link #MEASURE_LABELS}. Names are for ever.
 */
public enum ExportedMetric {
  BASELINE(
      Form.of(Type.GAUGE, "the measure's", Span.COMPARED_MEASURES),
      SeriesLabels.ofWindow(),
      "Sli.baselines",
      "what the measure was before, for a window of this length"),
  LIMIT(
      Form.of(Type.GAUGE, "the measure's", Span.EACH_MEASURE),
      SeriesLabels.ofGroup(),
      "Sli.limits",
      "limit in force of the measure, rewritten each minute"),
  CHANGE_RATIO(
      Form.of(Type.GAUGE, "ratio, -1 or more"),
      SeriesLabels.ofWindow("measure", "bound"),
      "Sli.changes",
      "now over the baseline less 1, with its interval: bound is low, value or high"),
  PHASE_SECONDS_BUCKET(
      Form.of(Type.GAUGE_HISTOGRAM, "count"),
      SeriesLabels.ofWindow("le"),
      "Sli.perSecond",
      "events by second within the window, cumulative, in 30 equal steps of it"),
  OUTCOME_EVENTS(
      Form.of(Type.GAUGE, "count"),
      SeriesLabels.ofWindow("outcome"),
      "Sli.outcomes",
      "ENDs by outcome: success, failure, timeout, cancelled, unknown"),
  ATTEMPT_EVENTS(
      Form.of(Type.GAUGE, "count"),
      SeriesLabels.ofWindow("attempt"),
      "Sli.attempts",
      "retries by attempt: 1 to 7, 8+"),
  BACKOFF_SECONDS_BUCKET(
      Form.of(Type.GAUGE_HISTOGRAM, "count"),
      SeriesLabels.ofWindow("le"),
      "Sli.backoff",
      "retries by planned backoff, cumulative"),
  SLO_OBJECTIVE_RATIO(
      Form.of(Type.GAUGE, "ratio, 0 to 1"),
      SeriesLabels.ofGroup(),
      "Sli.objective",
      "share of windows that are to be compliant"),
  SLO_WINDOWS_TOTAL(
      Form.of(Type.COUNTER, "windows"),
      SeriesLabels.ofGroup(),
      "Sli.compliant",
      "windows that were judged; those of maintenance are not"),
  SLO_BAD_WINDOWS_TOTAL(
      Form.of(Type.COUNTER, "windows"),
      SeriesLabels.ofGroup(),
      "Sli.compliant",
      "those in which a herd fired or a limit was passed"),
  POLICY_INFO(
      Form.of(Type.GAUGE, "1"),
      SeriesLabels.ofGroup("version"),
      "Sli.policyVersion",
      "version of the policy that judges; default before any policy"),
  ALERT_STATE(
      Form.of(Type.GAUGE, "state"),
      SeriesLabels.ofGroup("alertname", "severity"),
      "Alert.state",
      "0 resolved, 1 firing, 2 suppressed; until 5 min after it was resolved"),
  ALERTS_STARTED_TOTAL(
      Form.of(Type.COUNTER, "alerts"),
      SeriesLabels.ofGroup("alertname", "severity", "after_deployment"),
      "Alert",
      "alerts that began; after_deployment is true where a rollout overlaps"),
  ANNOTATION_TIMESTAMP_SECONDS(
      Form.of(Type.GAUGE, "seconds since 1970"),
      SeriesLabels.of("type", "service", "title"),
      "audit",
      "when a change was accepted: type is deployment, policy or baseline"),
  MAINTENANCE_ACTIVE(
      Form.of(Type.GAUGE, "1"),
      SeriesLabels.of("service", "title"),
      "audit",
      "while a maintenance lasts"),
  RECOMMENDED_SPREAD_SECONDS(
      Form.of(Type.GAUGE, "seconds"),
      SeriesLabels.ofGroup(),
      "Recommendation.spreadWindowMillis",
      "spread window that would bring the peak under its target"),
  RECOMMENDED_RATE_PEAK_PER_SECOND(
      Form.of(Type.GAUGE, "per second"),
      SeriesLabels.ofGroup(),
      "Recommendation.expectedPeakPerSecond",
      "peak that is expected then"),
  RECOMMENDED_DELAY_SECONDS(
      Form.of(Type.GAUGE, "seconds"),
      SeriesLabels.ofGroup(),
      "Recommendation.addedDelayMillis",
      "its price: mean delay that is added to a start"),
  INSTANCE_STATE(
      Form.of(Type.GAUGE, "state"),
      SeriesLabels.of("kind", "service", "group", "member"),
      "Sli.timeline",
      "0 idle, 1 waiting for its offset, 2 running, 3 failed; at most 20 members a window"),
  EXPORT_SAMPLES_TOTAL(
      Form.of(Type.COUNTER, "samples"),
      SeriesLabels.of("sink", "subtask"),
      "the export job",
      "samples that Prometheus, alerts that an Alertmanager took"),
  EXPORT_FAILURES_TOTAL(
      Form.of(Type.COUNTER, "samples"),
      SeriesLabels.of("sink", "subtask", "reason"),
      "the export job",
      "samples for Prometheus, alerts for an Alertmanager that were dropped, by reason"),
  EXPORT_RETRIES_TOTAL(
      Form.of(Type.COUNTER, "requests"),
      SeriesLabels.of("sink", "subtask"),
      "the export job",
      "requests that were repeated, for the other side did not answer or could not; nothing is dropped"),
  EXPORT_UNREADABLE_TOTAL(
      Form.of(Type.COUNTER, "records"),
      SeriesLabels.of("sink", "subtask"),
      "the export job",
      "records of the project's topics that could not be read, as those of a newer release"),
  EXPORT_LAG_SECONDS(
      Form.of(Type.GAUGE, "seconds"),
      SeriesLabels.of("sink", "subtask"),
      "the export job",
      "clock less the time of the newest sample that was taken; of alerts, how long the oldest waits"),
  EXPORT_SERIES(
      Form.of(Type.GAUGE, "series"),
      SeriesLabels.of("subtask"),
      "the export job",
      "series that are written: count towards the budget");

  /** Labels of {@code dephasing_<measure>}. */
  public static final List<String> MEASURE_LABELS = SeriesLabels.ofWindow();

  /** What stands before every name. */
  public static final String PREFIX = "dephasing_";

  private static final List<ExportedMetric> ALL = List.of(values());

  /** What Prometheus would call it, if remote write carried types. */
  public enum Type {
    /** One value at a time; of windows: never to be rated. */
    GAUGE("gauge"),
    /** Grows, and begins at 0 again when the export job forgets. */
    COUNTER("counter"),
    /** Cumulative buckets of one window. */
    GAUGE_HISTOGRAM("gauge histogram");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }

  /** How many metrics a constant stands for. */
  private enum Span {
    ONE,
    EACH_MEASURE,
    COMPARED_MEASURES
  }

  private record Form(Type type, String unit, Span span) {
    static Form of(Type type, String unit) {
      return new Form(type, unit, Span.ONE);
    }

    static Form of(Type type, String unit, Span span) {
      return new Form(type, unit, span);
    }
  }

  private static final class SeriesLabels {
    static List<String> of(String... labels) {
      return List.of(labels);
    }

    static List<String> ofGroup(String... more) {
      return Stream.concat(Stream.of("kind", "service", "group", "cohort"), Arrays.stream(more))
          .toList();
    }

    static List<String> ofWindow(String... more) {
      return Stream.concat(ofGroup("window").stream(), Arrays.stream(more)).toList();
    }
  }

  /** Measures that have a baseline and a change. */
  private static final List<Measure> COMPARED =
      List.of(
          Measure.EVENTS,
          Measure.RATE_PEAK_PER_SECOND,
          Measure.CONCURRENCY_MAX,
          Measure.SPREAD_STDDEV_SECONDS,
          Measure.DURATION_P99_SECONDS,
          Measure.START_DELAY_P99_SECONDS);

  private final Form form;
  private final List<String> labels;
  private final String from;
  private final String help;

  ExportedMetric(Form form, List<String> labels, String from, String help) {
    this.form = form;
    this.labels = labels;
    this.from = from;
    this.help = help;
  }

  /** All in the order of declaration; does not copy. */
  public static List<ExportedMetric> all() {
    return ALL;
  }

  /** Name of a measure's own metric. */
  public static String nameOf(Measure measure) {
    return nameOf(measure.id());
  }

  /** Name of the metric of the measure with this id. */
  public static String nameOf(String measureId) {
    return PREFIX + measureId;
  }

  /**
   * Name in Prometheus; of what exists for each measure, with {@code <id>} where the measure's id
   * stands.
   */
  public String metric() {
    String id = name().toLowerCase(Locale.ROOT);
    return form.span() == Span.ONE ? PREFIX + id : PREFIX + id + "_<id>";
  }

  /** Name of the companion of one measure. */
  public String metric(String measureId) {
    return PREFIX + name().toLowerCase(Locale.ROOT) + "_" + measureId;
  }

  /** Every name that this constant stands for. */
  public List<String> metrics() {
    return switch (form.span()) {
      case ONE -> List.of(metric());
      case EACH_MEASURE -> Measure.all().stream().map(measure -> metric(measure.id())).toList();
      case COMPARED_MEASURES -> COMPARED.stream().map(measure -> metric(measure.id())).toList();
    };
  }

  /** Its type. */
  public Type type() {
    return form.type();
  }

  /** Its unit and, where it is bounded, its range. */
  public String unit() {
    return form.unit();
  }

  /** Its labels; {@code group}, {@code service} and {@code cohort} are absent where undefined. */
  public List<String> labels() {
    return labels;
  }

  /** Where it comes from. */
  public String from() {
    return from;
  }

  /** One line for people. */
  public String help() {
    return help;
  }
}
