package io.dephasing.export.series;

import io.dephasing.core.event.GroupKey;
import io.dephasing.export.series.AlertChange.Status;
import java.util.List;
import java.util.function.Consumer;

/**
 * The series of a group's alerts: the state at each transition and each minute while it lasts, and
 * how many began. Times of a line only grow, whatever order records and clock come in.
 */
final class AlertSeries {
  static final long MINUTE_MILLIS = 60_000;

  /** The line goes on for so long after the alert is over. */
  static final long AFTER_MILLIS = 5 * MINUTE_MILLIS;

  /** Minutes that are filled in where a transition comes late: no store takes older ones. */
  private static final int MOST_FILLED = 6 * 60;

  private static final List<String> AFTER_DEPLOYMENT = List.of("false", "true");

  private final GroupKey group;
  private final List<AlertMemory> alerts;
  private final Consumer<Sample> out;

  AlertSeries(GroupKey group, List<AlertMemory> alerts, Consumer<Sample> out) {
    this.group = group;
    this.alerts = alerts;
    this.out = out;
  }

  void change(AlertChange change) {
    AlertMemory alert = known(change);
    List<AlertMemory> ofRule =
        alerts.stream().filter(each -> each.alertName().equals(change.alertName())).toList();
    String runningId =
        ofRule.stream()
            .filter(AlertMemory::isRunning)
            .map(each -> each.enteredId)
            .findFirst()
            .orElse("");
    AlertMemory first = ofRule.get(0);
    if (first.over.isOld(change, runningId)) {
      return;
    }
    if (change.status() == Status.FIRING) {
      if (alert.alertId.equals(change.alertId()) && alert.status == Status.RESOLVED) {
        return; // Its severity has risen since: the record came again.
      }
      start(alert, change);
    }
    first.over = first.over.after(change, runningId);
    // A severity that has risen is another line: the one before ends here.
    for (AlertMemory other : ofRule) {
      if (other != alert && other.status != Status.RESOLVED) {
        enter(other, Status.RESOLVED, change.decidedAtMillis());
      }
    }
    enter(alert, change.status(), change.decidedAtMillis());
    alert.enteredId = change.alertId();
    alert.decidedAtMillis = change.decidedAtMillis();
  }

  /**
   * Goes on with the lines that last; ends those that are over.
   *
   * @return how many alerts are over because their end has not come in time
   */
  int tick(long nowMillis) {
    int unended = 0;
    for (AlertMemory alert : alerts) {
      if (!alert.hasLine()) {
        continue;
      }
      long longestMillis = alert.decidedAtMillis + AlertChange.LONGEST_MILLIS;
      if (alert.isRunning() && nowMillis > longestMillis) {
        enter(alert, Status.RESOLVED, longestMillis);
        unended++;
      }
      if (alert.status == Status.RESOLVED && nowMillis >= alert.lineEndMillis) {
        fill(alert, alert.lineEndMillis);
        out.accept(Sample.stale(stateOf(alert), alert.lineEndMillis));
        alert.writtenMillis = Long.MIN_VALUE;
      } else {
        fill(alert, nowMillis + 1);
      }
    }
    return unended;
  }

  /** Writes the counters with a window's time. */
  void count(long atMillis) {
    for (AlertMemory alert : alerts) {
      count(alert, atMillis);
    }
  }

  boolean isActive() {
    return alerts.stream().anyMatch(AlertMemory::hasLine);
  }

  private AlertMemory known(AlertChange change) {
    for (AlertMemory each : alerts) {
      if (each.alertName().equals(change.alertName())
          && each.severity().equals(change.severity())) {
        return each;
      }
    }
    AlertMemory added = new AlertMemory(change.alertName(), change.severity());
    alerts.add(added);
    return added;
  }

  private void start(AlertMemory alert, AlertChange change) {
    if (alert.alertId.equals(change.alertId())) {
      return; // It came before.
    }
    alert.alertId = change.alertId();
    long atMillis = Math.max(change.decidedAtMillis(), later(alert.countedMillis));
    if (alert.countedMillis < atMillis - MINUTE_MILLIS) {
      // Without a value before it, an increase is none.
      count(alert, atMillis - MINUTE_MILLIS);
    }
    alert.started[change.isAfterDeployment() ? 1 : 0]++;
    count(alert, atMillis);
  }

  private static long later(long millis) {
    return millis == Long.MIN_VALUE ? millis : millis + 1;
  }

  private void count(AlertMemory alert, long atMillis) {
    if (atMillis <= alert.countedMillis) {
      return;
    }
    alert.countedMillis = atMillis;
    SeriesLabels labels = labels(alert).named(ExportedMetric.ALERTS_STARTED_TOTAL.metric());
    for (int i = 0; i < AFTER_DEPLOYMENT.size(); i++) {
      out.accept(
          Sample.of(
              labels.with("after_deployment", AFTER_DEPLOYMENT.get(i)),
              atMillis,
              alert.started[i]));
    }
  }

  private void enter(AlertMemory alert, Status status, long atMillis) {
    if (!alert.hasLine() && status == Status.RESOLVED) {
      return; // Nobody has seen it: it came before, or began before anything was written.
    }
    if (alert.hasLine()) {
      if (alert.status == status) {
        return;
      }
      fill(alert, atMillis);
    }
    alert.status = status;
    write(alert, Math.max(atMillis, later(alert.writtenMillis)));
    alert.lineEndMillis = alert.writtenMillis + AFTER_MILLIS;
  }

  /** The minutes since the last sample, before this time. */
  private void fill(AlertMemory alert, long beforeMillis) {
    long minutes = (beforeMillis - 1 - alert.writtenMillis) / MINUTE_MILLIS;
    if (minutes > MOST_FILLED) {
      alert.writtenMillis += (minutes - MOST_FILLED) * MINUTE_MILLIS;
    }
    while (alert.writtenMillis + MINUTE_MILLIS < beforeMillis) {
      write(alert, alert.writtenMillis + MINUTE_MILLIS);
    }
  }

  private void write(AlertMemory alert, long atMillis) {
    alert.writtenMillis = atMillis;
    out.accept(Sample.of(stateOf(alert), atMillis, alert.status.value()));
  }

  private SeriesLabels stateOf(AlertMemory alert) {
    return labels(alert).named(ExportedMetric.ALERT_STATE.metric());
  }

  private SeriesLabels labels(AlertMemory alert) {
    return SeriesLabels.of(group)
        .with("alertname", alert.alertName())
        .with("severity", alert.severity());
  }
}
