package io.dephasing.formats.event;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import io.dephasing.core.event.Warmth;

/** What the files under {@code src/test/resources/wire} say: every field that becomes an event. */
final class SampleEvents {
  private static final long MIDNIGHT = 1_767_225_600_000L;

  private SampleEvents() {}

  static Event of(EventKind kind) {
    RunPhase phase = kind.hasPhases() ? RunPhase.END : RunPhase.START;
    return new Event(
        new GroupKey(kind, "billing", "nightly-réport", "zone-a"),
        Instance.of("pod-7"),
        MIDNIGHT + 1_234,
        phase,
        Absent.MILLIS,
        details(kind));
  }

  private static Details details(EventKind kind) {
    return switch (kind) {
      case JOB_START ->
          new Details(
              new Schedule(MIDNIGHT, 1_200, 60_000),
              new Run("run-1", 4_500, RunOutcome.TIMEOUT, Warmth.COLD, true),
              Attempt.NONE,
              new Tags("event-1", "table/users", "1.2.3", "4bf92f3577b34da6"));
      case RETRY ->
          new Details(
              Schedule.NONE,
              new Run(null, Absent.MILLIS, null, Warmth.UNKNOWN, true),
              new Attempt(3, 800),
              new Tags("event-2", "table/users", "1.2.3", "4bf92f3577b34da6"));
      case REMEDIATION ->
          new Details(
              Schedule.NONE,
              new Run("fix-1", 30_000, RunOutcome.SUCCESS, Warmth.UNKNOWN, false),
              Attempt.NONE,
              new Tags("event-3", null, "1.2.3", "4bf92f3577b34da6"));
    };
  }
}
