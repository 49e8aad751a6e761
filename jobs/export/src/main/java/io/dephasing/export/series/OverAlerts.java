package io.dephasing.export.series;

import io.dephasing.export.series.AlertChange.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Which alerts of a rule are over. Transitions are published at least once: whoever restarts
 * publishes the last ones again. Ids tell them apart and not times: an alert that waits for the one
 * before to end was decided earlier than that end.
 *
 * @param ids the newest last
 */
public record OverAlerts(List<String> ids) {
  /** None is. */
  public static final OverAlerts NONE = new OverAlerts(List.of());

  /** More than anybody publishes again: an alert lasts minutes, a checkpoint is younger. */
  private static final int MOST = 16;

  private static final String SEPARATOR = " ";

  /** These. */
  public OverAlerts {
    ids = List.copyOf(ids);
  }

  /** Reads what {@link #text} wrote. */
  public static OverAlerts parse(String text) {
    return text.isEmpty() ? NONE : new OverAlerts(List.of(text.split(SEPARATOR, -1)));
  }

  /** As it is kept. */
  public String text() {
    return String.join(SEPARATOR, ids);
  }

  /**
   * Whether a transition is of an alert that is over.
   *
   * @param runningId of the alert that goes on; empty where none does
   */
  public boolean isOld(AlertChange change, String runningId) {
    return ids.contains(change.alertId())
        || (change.status() == Status.RESOLVED && isAnother(change, runningId));
  }

  /**
   * Which are over when a transition has happened: an alert that begins ends the one before.
   *
   * @param runningId of the alert that went on until then; empty where none did
   */
  public OverAlerts after(AlertChange change, String runningId) {
    if (change.status() == Status.RESOLVED) {
      return with(change.alertId());
    }
    return isAnother(change, runningId) ? with(runningId) : this;
  }

  private static boolean isAnother(AlertChange change, String runningId) {
    return !runningId.isEmpty() && !runningId.equals(change.alertId());
  }

  private OverAlerts with(String id) {
    List<String> longer = new ArrayList<>(ids);
    longer.add(id);
    return new OverAlerts(longer.subList(Math.max(0, longer.size() - MOST), longer.size()));
  }
}
