package io.dephasing.connectors.event;

import io.dephasing.core.event.Absent;

/** Reads what the current {@code JobStart.avsc} wrote. */
final class JobStartReader {
  private JobStartReader() {}

  static void read(AvroBytes in, EventDraft draft) {
    FieldReading.readIdentity(in, draft, "job");
    draft.phase = FieldReading.readPhase(in);
    draft.eventId = in.readOptionalText("eventId", draft.scratch);
    draft.runId = in.readOptionalText("runId", draft.scratch);
    draft.scheduledTimeMillis = in.readOptionalLong("scheduledTime", Absent.MILLIS);
    draft.appliedOffsetMillis = in.readOptionalLong("appliedOffsetMillis", Absent.MILLIS);
    draft.spreadWindowMillis = in.readOptionalLong("spreadWindowMillis", Absent.MILLIS);
    draft.durationMillis = in.readOptionalLong("durationMillis", Absent.MILLIS);
    draft.outcome = FieldReading.readOutcome(in);
    draft.warmth = FieldReading.readWarmth(in);
    draft.isOnCriticalPath = FieldReading.readCriticalPath(in);
    draft.resourceKey = in.readOptionalText("resourceKey", draft.scratch);
    FieldReading.readContext(in, draft);
  }
}
