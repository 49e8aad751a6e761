package io.dephasing.core.group;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.core.sli.WindowSli;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a job has published, in order.
 *
 * @param slis all revisions
 * @param alerts all transitions
 * @param recommendations one for each alert about a herd
 */
public record JobOutcome(
    List<WindowSli> slis,
    List<AlertTransition> alerts,
    List<SpreadRecommendation> recommendations) {
  /** An alert as it is at its end, without what may depend on the order of reading. */
  public record Resolved(
      String alertId,
      String fingerprint,
      String rule,
      GroupKey group,
      long startsAtMillis,
      long endsAtMillis) {}

  /** Which window of which group. */
  public record Place(String group, long startMillis) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return Comparator.comparing(Place::group)
          .thenComparingLong(Place::startMillis)
          .compare(this, other);
    }
  }

  /** Alerts that are over, by start and group. */
  public List<Resolved> resolved() {
    return alerts.stream()
        .filter(alert -> alert.status() == Status.RESOLVED)
        .map(
            alert ->
                new Resolved(
                    alert.identity().alertId(),
                    alert.identity().fingerprint(),
                    alert.identity().rule(),
                    alert.group(),
                    alert.lifetime().startsAtMillis(),
                    alert.lifetime().endsAtMillis()))
        .sorted(Comparator.comparingLong(Resolved::startsAtMillis).thenComparing(Resolved::alertId))
        .toList();
  }

  /** The last revision of each window. */
  public Map<Place, WindowSli> finalSlis() {
    Map<Place, WindowSli> last = new TreeMap<>();
    for (WindowSli sli : slis) {
      Place place = new Place(sli.group().canonical(), sli.window().startMillis());
      last.merge(place, sli, (a, b) -> b.revision() > a.revision() ? b : a);
    }
    return last;
  }
}
