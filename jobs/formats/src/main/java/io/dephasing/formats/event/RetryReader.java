package io.dephasing.formats.event;

import io.dephasing.core.event.Absent;
import io.dephasing.formats.wire.AvroBytes;

/** Reads what the current {@code Retry.avsc} wrote. */
final class RetryReader {
  private RetryReader() {}

  static void read(AvroBytes in, EventDraft draft) {
    FieldReading.readIdentity(in, draft, "operation");
    // The mark of a count that is absent is no number of a retry either.
    draft.attempt = Math.max(in.readInt("attempt"), 0);
    draft.eventId = FieldReading.readText(in, "eventId", draft.scratch);
    in.skipOptionalText("target", draft.scratch);
    draft.backoffMillis = in.readOptionalLong("backoffMillis", Absent.MILLIS);
    in.skipOptionalText("errorClass", draft.scratch);
    draft.isOnCriticalPath = FieldReading.readCriticalPath(in);
    draft.resourceKey = FieldReading.readText(in, "resourceKey", draft.scratch);
    FieldReading.readContext(in, draft);
  }
}
