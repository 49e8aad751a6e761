package io.dephasing.operators.local;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import io.dephasing.core.slice.Slice;

/** Events that differ in time, group and id alone. */
final class Actions {
  static final GroupKey SYNC = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  static final GroupKey REPORT = new GroupKey(EventKind.JOB_START, "shop", "report", "blue");
  static final GroupKey BILLING = new GroupKey(EventKind.JOB_START, "billing", "close", null);

  /** A full minute. */
  static final long NOON = 29_545_200L * Slice.LENGTH_MILLIS;

  private Actions() {}

  static Event at(long timeMillis) {
    return at(timeMillis, SYNC, Details.NONE);
  }

  static Event at(long timeMillis, GroupKey group) {
    return at(timeMillis, group, Details.NONE);
  }

  static Event named(String eventId, long timeMillis) {
    return at(
        timeMillis,
        SYNC,
        new Details(Schedule.NONE, Run.NONE, Attempt.NONE, new Tags(eventId, null, null, null)));
  }

  static Event ofVersion(String version, long timeMillis) {
    return at(
        timeMillis,
        SYNC,
        new Details(Schedule.NONE, Run.NONE, Attempt.NONE, new Tags(null, null, version, null)));
  }

  /** The same event, appended by a broker whose clock shows this. */
  static Event appended(Event event, long brokerTimeMillis) {
    return new Event(
        event.group(),
        event.instance(),
        event.timeMillis(),
        event.phase(),
        brokerTimeMillis,
        event.details());
  }

  private static Event at(long timeMillis, GroupKey group, Details details) {
    return new Event(
        group, Instance.of("pod-1"), timeMillis, RunPhase.START, Absent.MILLIS, details);
  }
}
