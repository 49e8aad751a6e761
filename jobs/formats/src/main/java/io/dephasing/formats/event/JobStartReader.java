package io.dephasing.formats.event;

import io.dephasing.core.event.Absent;
import io.dephasing.formats.wire.AvroBytes;

/** Reads what the current {@code JobStart.avsc} wrote. */
final class JobStartReader {
  private JobStartReader() {}

  static void read(AvroBytes in, EventDraft draft) {
    FieldReading.readIdentity(in, draft, "job");
    FieldReading.readPhase(in, draft);
    draft.eventId = FieldReading.readText(in, "eventId", draft.scratch);
    draft.runId = FieldReading.readText(in, "runId", draft.scratch);
    draft.scheduledTimeMillis = in.readOptionalLong("scheduledTime", Absent.MILLIS);
    draft.appliedOffsetMillis = in.readOptionalLong("appliedOffsetMillis", Absent.MILLIS);
    draft.spreadWindowMillis = in.readOptionalLong("spreadWindowMillis", Absent.MILLIS);
    draft.durationMillis = in.readOptionalLong("durationMillis", Absent.MILLIS);
    draft.outcome = FieldReading.readOutcome(in);
    draft.warmth = FieldReading.readWarmth(in);
    draft.isOnCriticalPath = FieldReading.readCriticalPath(in);
    draft.resourceKey = FieldReading.readText(in, "resourceKey", draft.scratch);
    FieldReading.readContext(in, draft);
  }
}
