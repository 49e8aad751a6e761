package io.dephasing.benchmarks;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.simulation.Backoff;
import io.dephasing.simulation.Fleets;
import io.dephasing.simulation.TimedEvents;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Groups of 80 that act once a minute, dephased, until one herds at the full minute; others that
 * are first seen as a herd; clients whose retries come back together. Each incident is of a group
 * of its own, so that each is an alert of its own.
 *
 * @param events in the order of their times
 * @param incidents what is to be seen
 */
record LatencyFleet(List<Event> events, List<Incident> incidents) {
  private static final int MEMBERS = 80;
  private static final long MINUTE = 60_000;
  private static final int EACH_MINUTE = 5;
  private static final Backoff BACKOFF = Backoff.withoutJitter(4_000, 3);

  /**
   * A fleet whose incidents begin after minutes without any.
   *
   * @param startMillis a full minute, ms since the epoch
   */
  static LatencyFleet over(long startMillis, int quietMinutes, int minutes) {
    List<Incident> incidents = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (int minute = 0; minute < minutes; minute++) {
      long at = startMillis + (quietMinutes + minute) * MINUTE;
      for (int i = 0; i < EACH_MINUTE; i++) {
        int number = minute * EACH_MINUTE + i;
        known(number, startMillis, at, events, incidents);
        // Elsewhere in the minute: together they would be one herd of all groups.
        fresh(number, at + (11 + 2 * i) * 1_000L, events, incidents);
        echo(number, at + (27 + 3 * i) * 1_000L, events, incidents);
      }
    }
    events.sort(Comparator.comparingLong(Event::timeMillis));
    return new LatencyFleet(events, incidents);
  }

  private static void known(
      int number, long startMillis, long at, List<Event> events, List<Incident> incidents) {
    GroupKey group = new GroupKey(EventKind.JOB_START, "known-" + number, "sync", null);
    TimedEvents before =
        Fleets.jittered(MEMBERS, MINUTE, MINUTE)
            .of(group)
            .seeded(number)
            .over(startMillis, at - startMillis);
    events.addAll(before.events());
    add(
        Incident.What.KNOWN,
        group,
        Fleets.herd(MEMBERS).of(group).seeded(number).at(at).events(),
        events,
        incidents);
  }

  private static void fresh(int number, long at, List<Event> events, List<Incident> incidents) {
    GroupKey group = new GroupKey(EventKind.JOB_START, "new-" + number, "sync", null);
    add(
        Incident.What.NEW,
        group,
        Fleets.herd(MEMBERS).withoutSchedule().of(group).seeded(number).at(at).events(),
        events,
        incidents);
  }

  private static void echo(int number, long at, List<Event> events, List<Incident> incidents) {
    GroupKey group = new GroupKey(EventKind.RETRY, "echo-" + number, "charge", null);
    add(
        Incident.What.ECHO,
        group,
        Fleets.retrying(MEMBERS, BACKOFF).of(group).seeded(number).at(at).events(),
        events,
        incidents);
  }

  private static void add(
      Incident.What what,
      GroupKey group,
      List<Event> herd,
      List<Event> events,
      List<Incident> incidents) {
    events.addAll(herd);
    incidents.add(Incident.of(what, group, herd));
  }
}
