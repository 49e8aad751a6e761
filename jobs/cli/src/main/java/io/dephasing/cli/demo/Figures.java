package io.dephasing.cli.demo;

import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Sli;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The demo's figures: what was published, what came out, how soon. Pure: records and times come in,
 * numbers go out. Of one thread.
 */
final class Figures {
  private static final String HERD = "herd";

  private final Script script;
  private final HerdMinutes minutes;
  private final Latencies latencies = new Latencies();
  private final GrowthRate eventRate = new GrowthRate();
  private final GrowthRate sliRate = new GrowthRate();
  private final Set<String> groups = new HashSet<>();
  private final Map<String, AlertState> alerts = new HashMap<>();
  private EventTally tally = EventTally.NONE;
  private long published;
  private long slis;
  private OptionalLong firstSliMillis = OptionalLong.empty();
  private OptionalLong upMillis = OptionalLong.empty();

  /** Nothing yet. */
  Figures(Script script, HerdMinutes minutes) {
    this.script = script;
    this.minutes = minutes;
  }

  /**
   * An alert's transition as it is shown.
   *
   * @param alert the record
   * @param isNews whether its state changed: not where only the severity rose
   * @param latencyMillis of a herd that was found live; see {@link Latencies}
   */
  record Transition(Alert alert, boolean isNews, OptionalDouble latencyMillis) {}

  /** Takes an SLI in that was read at this time of the wall, ms since the epoch. */
  void add(Sli sli, long wallMillis) {
    slis++;
    if (firstSliMillis.isEmpty()) {
      firstSliMillis = OptionalLong.of(wallMillis);
    }
    if (upMillis.isEmpty() && script.isCaughtUp(sli.getWindowEnd().toEpochMilli(), wallMillis)) {
      upMillis = OptionalLong.of(wallMillis);
    }
    if (!sli.getGroup().getName().equals("*")) {
      groups.add(sli.getGroupKey());
    }
    minutes.add(sli);
  }

  /** Takes a transition in that the broker appended at this time, ms since the epoch. */
  Transition add(Alert alert, long appendedMillis) {
    AlertState before = alerts.put(alert.getAlertId(), alert.getState());
    boolean isNews = before != alert.getState();
    long decided = alert.getDecidedAt().toEpochMilli();
    boolean isMeasured =
        before == null
            && alert.getState() == AlertState.FIRING
            && alert.getRule().equals(HERD)
            && isLive(alert.getStartsAt().toEpochMilli());
    if (!isMeasured) {
      return new Transition(alert, isNews, OptionalDouble.empty());
    }
    double latency = script.simulatedMillis(appendedMillis) - decided;
    latencies.add(latency);
    return new Transition(alert, isNews, OptionalDouble.of(latency));
  }

  /** What began when detection was not up yet was found when it was: that is no latency. */
  private boolean isLive(long simulatedMillis) {
    return upMillis.isPresent() && simulatedMillis >= script.simulatedMillis(upMillis.getAsLong());
  }

  /** Takes in how much was published and where it went, as of this time of the wall. */
  void read(long eventsPublished, EventTally events, long wallMillis) {
    published = eventsPublished;
    tally = events;
    eventRate.read(eventsPublished, wallMillis);
    sliRate.read(slis, wallMillis);
  }

  /** Whether SLIs are of now. */
  boolean isDetectionUp() {
    return upMillis.isPresent();
  }

  /** Whether all that was published went somewhere, and no alert is out. */
  boolean isSettled() {
    return tally.in() >= published && firing() == 0;
  }

  /** Alerts that were ever out. */
  int fired() {
    return alerts.size();
  }

  /** Alerts that are out. */
  int firing() {
    return (int) alerts.values().stream().filter(state -> state == AlertState.FIRING).count();
  }

  /** Alerts that were out. */
  int resolved() {
    return fired() - firing();
  }

  long published() {
    return published;
  }

  double eventsPerSecond() {
    return eventRate.perSecond();
  }

  long slis() {
    return slis;
  }

  double slisPerSecond() {
    return sliRate.perSecond();
  }

  /** Groups of which there is an SLI; roll-ups do not count. */
  int groups() {
    return groups.size();
  }

  EventTally tally() {
    return tally;
  }

  HerdMinutes minutes() {
    return minutes;
  }

  Latencies latencies() {
    return latencies;
  }

  /** When the first SLI was read, ms since the epoch. */
  OptionalLong firstSliMillis() {
    return firstSliMillis;
  }
}
