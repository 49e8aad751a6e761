package io.dephasing.formats.event;

import io.dephasing.core.event.Absent;
import io.dephasing.formats.wire.AvroBytes;

/** Reads what the current {@code Remediation.avsc} wrote; its id is the id of a run. */
final class RemediationReader {
  private RemediationReader() {}

  static void read(AvroBytes in, EventDraft draft) {
    FieldReading.readIdentity(in, draft, "action");
    FieldReading.readPhase(in, draft);
    draft.eventId = FieldReading.readText(in, "eventId", draft.scratch);
    in.skipOptionalText("engine", draft.scratch);
    draft.runId = FieldReading.readText(in, "remediationId", draft.scratch);
    in.skipOptionalText("trigger", draft.scratch);
    draft.durationMillis = in.readOptionalLong("durationMillis", Absent.MILLIS);
    draft.outcome = FieldReading.readOutcome(in);
    FieldReading.readContext(in, draft);
  }
}
