package io.dephasing.export.prometheus;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.Window;
import io.dephasing.export.series.ExportedMetric;
import io.dephasing.export.series.GroupWindow;
import io.dephasing.export.series.Sample;
import io.dephasing.export.series.SeriesExemplar;
import io.dephasing.export.series.SeriesLabels;
import io.dephasing.schemas.Change;
import io.dephasing.schemas.Sli;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An SLI record as series: names, labels and times of DASHBOARDS 1, what is undefined absent. */
public final class SliSeries {
  private static final int MOST_EXEMPLARS = 5;
  private static final String OLDEST_ATTEMPTS = "8+";

  private final Sli sli;
  private final GroupKey group;
  private final long timeMillis;
  private final SeriesLabels standing;
  private final SeriesLabels ofWindow;
  private final List<Sample> measures = new ArrayList<>(128);

  private SliSeries(Sli sli) {
    this.sli = sli;
    this.group = key(sli.getGroup());
    this.timeMillis =
        GroupWindow.sampleMillis(sli.getWindowEnd().toEpochMilli(), sli.getRevision());
    this.standing = SeriesLabels.of(group);
    this.ofWindow = standing.with("window", length());
  }

  /**
   * The record as series.
   *
   * @throws IllegalArgumentException where it names no group or window
   */
  public static GroupWindow of(Sli sli) {
    return new SliSeries(sli).window();
  }

  static GroupKey key(io.dephasing.schemas.Group group) {
    EventKind kind =
        EventKind.ofId(group.getKind())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "kind '%s' of a group is unknown".formatted(group.getKind())));
    return new GroupKey(kind, group.getService(), group.getName(), group.getCohort());
  }

  private GroupWindow window() {
    measures();
    companions();
    nonScalars();
    return new GroupWindow(
        group,
        new Window(sli.getWindowStart().toEpochMilli(), sli.getWindowEnd().toEpochMilli()),
        sli.getRevision(),
        sli.getCompliant(),
        new GroupWindow.Series(measures, standing(), new TimelineSeries(sli, standing).samples()));
  }

  private void measures() {
    // The wire's names, not the enum's: a record of a newer release keeps what it has.
    for (Map.Entry<String, Double> measure : new TreeMap<>(sli.getMeasures()).entrySet()) {
      SeriesLabels labels = ofWindow.named(ExportedMetric.nameOf(measure.getKey()));
      boolean hasExemplars = measure.getKey().equals(Measure.START_DELAY_P99_SECONDS.id());
      add(labels, measure.getValue(), hasExemplars ? exemplars() : List.of());
    }
  }

  private void companions() {
    new TreeMap<>(sli.getBaselines())
        .forEach(
            (id, value) ->
                add(ofWindow.named(ExportedMetric.BASELINE.metric(id)), value, List.of()));
    for (Map.Entry<String, Change> change : new TreeMap<>(sli.getChanges()).entrySet()) {
      SeriesLabels labels =
          ofWindow.named(ExportedMetric.CHANGE_RATIO.metric()).with("measure", change.getKey());
      add(labels.with("bound", "low"), change.getValue().getLow(), List.of());
      add(labels.with("bound", "value"), change.getValue().getValue(), List.of());
      add(labels.with("bound", "high"), change.getValue().getHigh(), List.of());
    }
  }

  private void nonScalars() {
    @Nullable List<Integer> perSecond = sli.getPerSecond();
    if (perSecond != null && !perSecond.isEmpty()) {
      SeriesLabels labels = ofWindow.named(ExportedMetric.PHASE_SECONDS_BUCKET.metric());
      BucketBounds.phase(labels, timeMillis, perSecond, measures::add);
    }
    @Nullable Map<String, Long> outcomes = sli.getOutcomes();
    if (outcomes != null) {
      SeriesLabels labels = ofWindow.named(ExportedMetric.OUTCOME_EVENTS.metric());
      new TreeMap<>(outcomes)
          .forEach((outcome, count) -> add(labels.with("outcome", outcome), count, List.of()));
    }
    @Nullable List<Long> attempts = sli.getAttempts();
    if (attempts != null) {
      attempts(attempts);
    }
    @Nullable List<Long> backoff = sli.getBackoff();
    if (backoff != null && !backoff.isEmpty()) {
      SeriesLabels labels = ofWindow.named(ExportedMetric.BACKOFF_SECONDS_BUCKET.metric());
      BucketBounds.BACKOFF.cumulate(labels, timeMillis, backoff, measures::add);
    }
  }

  private void attempts(List<Long> attempts) {
    SeriesLabels labels = ofWindow.named(ExportedMetric.ATTEMPT_EVENTS.metric());
    for (int i = 0; i < attempts.size(); i++) {
      String attempt = i < 7 ? String.valueOf(i + 1) : OLDEST_ATTEMPTS;
      add(labels.with("attempt", attempt), attempts.get(i), List.of());
    }
  }

  private List<Sample> standing() {
    List<Sample> samples = new ArrayList<>();
    new TreeMap<>(sli.getLimits())
        .forEach(
            (id, value) ->
                samples.add(
                    Sample.of(standing.named(ExportedMetric.LIMIT.metric(id)), timeMillis, value)));
    @Nullable Double objective = sli.getObjective();
    if (objective != null) {
      samples.add(
          Sample.of(
              standing.named(ExportedMetric.SLO_OBJECTIVE_RATIO.metric()), timeMillis, objective));
    }
    @Nullable String version = sli.getPolicyVersion();
    samples.add(
        Sample.of(
            standing
                .named(ExportedMetric.POLICY_INFO.metric())
                .with("version", version == null || version.isEmpty() ? "default" : version),
            timeMillis,
            1));
    return samples;
  }

  private void add(SeriesLabels labels, double value, List<SeriesExemplar> exemplars) {
    if (Double.isFinite(value)) {
      measures.add(new Sample(labels, timeMillis, Double.doubleToLongBits(value), exemplars));
    }
  }

  private List<SeriesExemplar> exemplars() {
    @Nullable List<io.dephasing.schemas.Exemplar> given = sli.getExemplars();
    if (given == null) {
      return List.of();
    }
    return given.stream()
        .filter(each -> each.getStartDelayMillis() != null && !each.getTraceId().isEmpty())
        .map(
            each ->
                new SeriesExemplar(
                    each.getTraceId(),
                    each.getStartDelayMillis() / 1e3,
                    each.getEventTime().toEpochMilli()))
        .sorted(Comparator.comparingLong(SeriesExemplar::timeMillis))
        .limit(MOST_EXEMPLARS)
        .toList();
  }

  /** As PromQL writes durations: {@code 30s}, {@code 1m}, {@code 1h}. */
  private String length() {
    long seconds =
        (sli.getWindowEnd().toEpochMilli() - sli.getWindowStart().toEpochMilli()) / 1_000;
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
