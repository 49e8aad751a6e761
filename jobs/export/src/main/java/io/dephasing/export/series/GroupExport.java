package io.dephasing.export.series;

import io.dephasing.core.event.GroupKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes samples of what is known of a group: the values of its windows as they are, and around them
 * what no record says alone: what ends, what goes on each minute, what counts.
 */
public final class GroupExport {
  /** Without a window for so long, a group is silent: it has published its empty ones. */
  static final long SILENT_MILLIS = 150_000;

  /** What was silent for two days is forgotten, as by the detection job. */
  static final long FORGOTTEN_MILLIS = 48L * 3_600_000;

  private final SeriesBudget budget;
  private long unended;

  /** Writes within this budget. */
  public GroupExport(SeriesBudget budget) {
    this.budget = budget;
  }

  /**
   * A window's record.
   *
   * @param memory of the group; changes
   * @param window what it says
   * @param record its bytes
   * @param previous what {@link GroupMemory#lastRecord} says, where there is one
   */
  public void window(
      GroupMemory memory,
      GroupWindow window,
      byte[] record,
      Optional<GroupWindow> previous,
      long nowMillis,
      Consumer<Sample> out) {
    boolean isNewer = window.window().endMillis() > memory.lastEndMillis;
    if (!isAdmitted(memory, window)) {
      return;
    }
    List<Sample> measures = within(window.series().measures());
    if (isNewer && memory.isLive && previous.isPresent()) {
      endMissing(previous.get(), window, out);
    }
    measures.forEach(out);
    window.series().timeline().forEach(out);
    if (window.compliant() != null) {
      memory.judged.judge(window.window().endMillis(), window.compliant());
    }
    if (isNewer) {
      window.series().standing().forEach(out);
      count(memory, window, out);
      advise(memory, window.group(), window.sampleMillis(), out);
      new AlertSeries(window.group(), memory.alerts, out).count(window.sampleMillis());
      memory.lastEndMillis = window.window().endMillis();
      memory.lastRecord = record;
      memory.isLive = true;
    }
    memory.heardMillis = nowMillis;
    wake(memory, nowMillis);
  }

  /** An alert's transition. */
  public void alert(GroupMemory memory, AlertChange change, long nowMillis, Consumer<Sample> out) {
    new AlertSeries(change.group(), memory.alerts, out).change(change);
    wake(memory, nowMillis);
  }

  /** A recommendation: written as it comes, and again with each window. */
  public void advice(GroupMemory memory, Advice advice, long nowMillis, Consumer<Sample> out) {
    memory.advice =
        new double[] {advice.spreadSeconds(), advice.peakPerSecond(), advice.delaySeconds()};
    advise(memory, advice.group(), advice.decidedAtMillis(), out);
    wake(memory, nowMillis);
  }

  /**
   * The clock goes on.
   *
   * @param previous what {@link GroupMemory#lastRecord} says, where there is one
   * @return whether the group is forgotten
   */
  public boolean tick(
      GroupMemory memory,
      GroupKey group,
      Optional<GroupWindow> previous,
      long nowMillis,
      Consumer<Sample> out) {
    AlertSeries alerts = new AlertSeries(group, memory.alerts, out);
    unended += alerts.tick(nowMillis);
    if (memory.isLive && nowMillis >= memory.heardMillis + SILENT_MILLIS) {
      previous.ifPresent(window -> endAll(memory, window, out));
      memory.isLive = false;
      budget.release(group.canonical());
    }
    wake(memory, nowMillis);
    return !alerts.isActive() && nowMillis >= memory.heardMillis + FORGOTTEN_MILLIS;
  }

  /** Alerts that are over because their end has not come in time, since the start. */
  public long unended() {
    return unended;
  }

  private boolean isAdmitted(GroupMemory memory, GroupWindow window) {
    List<Sample> samples = window.series().all();
    Set<SeriesLabels> wanted = new HashSet<>();
    // A timeline has several samples of a series.
    samples.forEach(sample -> wanted.add(sample.labels()));
    boolean isKnown = memory.isAdmitted && memory.isLive;
    memory.isAdmitted = budget.admits(window.group().canonical(), wanted.size(), isKnown);
    if (!memory.isAdmitted) {
      budget.refuse(samples.size());
    }
    return memory.isAdmitted;
  }

  private List<Sample> within(List<Sample> measures) {
    int most = budget.mostOfGroup();
    if (measures.size() <= most) {
      return measures;
    }
    budget.refuse(measures.size() - most);
    return measures.subList(0, most);
  }

  /** What has become undefined has no value of before. */
  private static void endMissing(GroupWindow before, GroupWindow now, Consumer<Sample> out) {
    Set<SeriesLabels> still = new HashSet<>();
    now.series().all().forEach(sample -> still.add(sample.labels()));
    for (Sample sample : before.series().all()) {
      if (still.add(sample.labels())) {
        out.accept(Sample.stale(sample.labels(), now.sampleMillis()));
      }
    }
  }

  /** One ms before the next window's samples would be, so that it can still come. */
  private static void endAll(GroupMemory memory, GroupWindow last, Consumer<Sample> out) {
    long atMillis =
        GroupWindow.sampleMillis(last.window().endMillis(), 0) + last.window().lengthMillis() - 1;
    Set<SeriesLabels> ended = new HashSet<>();
    for (Sample sample : last.series().all()) {
      if (ended.add(sample.labels())) {
        out.accept(Sample.stale(sample.labels(), atMillis));
      }
    }
    if (memory.countedMillis != Long.MIN_VALUE) {
      SeriesLabels group = SeriesLabels.of(last.group());
      for (ExportedMetric metric : COUNTERS) {
        out.accept(Sample.stale(group.named(metric.metric()), atMillis));
      }
    }
  }

  private static final List<ExportedMetric> COUNTERS =
      List.of(ExportedMetric.SLO_WINDOWS_TOTAL, ExportedMetric.SLO_BAD_WINDOWS_TOTAL);

  private static void count(GroupMemory memory, GroupWindow window, Consumer<Sample> out) {
    long atMillis = window.sampleMillis();
    if (memory.judged.windows() == 0 || atMillis <= memory.countedMillis) {
      return;
    }
    long beforeMillis = atMillis - window.window().lengthMillis();
    if (memory.countedMillis < beforeMillis - 1) {
      // Without a value one window before it, an increase is none.
      long isJudged = window.compliant() == null ? 0 : 1;
      long isBad = Boolean.FALSE.equals(window.compliant()) ? 1 : 0;
      counters(
          window.group(),
          beforeMillis,
          memory.judged.windows() - isJudged,
          memory.judged.bad() - isBad,
          out);
    }
    memory.countedMillis = atMillis;
    counters(window.group(), atMillis, memory.judged.windows(), memory.judged.bad(), out);
  }

  private static void counters(
      GroupKey group, long atMillis, long windows, long bad, Consumer<Sample> out) {
    SeriesLabels labels = SeriesLabels.of(group);
    out.accept(
        Sample.of(labels.named(ExportedMetric.SLO_WINDOWS_TOTAL.metric()), atMillis, windows));
    out.accept(
        Sample.of(labels.named(ExportedMetric.SLO_BAD_WINDOWS_TOTAL.metric()), atMillis, bad));
  }

  private static void advise(
      GroupMemory memory, GroupKey group, long atMillis, Consumer<Sample> out) {
    double[] advice = memory.advice;
    if (advice == null) {
      return;
    }
    SeriesLabels labels = SeriesLabels.of(group);
    ExportedMetric[] metrics = {
      ExportedMetric.RECOMMENDED_SPREAD_SECONDS,
      ExportedMetric.RECOMMENDED_RATE_PEAK_PER_SECOND,
      ExportedMetric.RECOMMENDED_DELAY_SECONDS
    };
    for (int i = 0; i < metrics.length; i++) {
      out.accept(Sample.of(labels.named(metrics[i].metric()), atMillis, advice[i]));
    }
  }

  /** The earlier of what was due and what is: whoever publishes often delays nothing. */
  private static void wake(GroupMemory memory, long nowMillis) {
    boolean isAlerting = memory.alerts.stream().anyMatch(AlertMemory::hasLine);
    if (memory.heardMillis == Long.MIN_VALUE) {
      memory.heardMillis = nowMillis;
    }
    long next = memory.heardMillis + (memory.isLive ? SILENT_MILLIS : FORGOTTEN_MILLIS);
    if (isAlerting) {
      next = Math.min(next, nowMillis + AlertSeries.MINUTE_MILLIS);
    }
    if (memory.wakeAtMillis() > nowMillis) {
      next = Math.min(next, memory.wakeAtMillis());
    }
    memory.wakeAt(Math.max(next, nowMillis + 1));
  }
}
