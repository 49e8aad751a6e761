package io.dephasing.formats.event;

import io.dephasing.core.event.PlainText;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Warmth;
import io.dephasing.formats.wire.AvroBytes;
import io.dephasing.formats.wire.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields that several kinds have, as they stand in the current schemas. */
final class FieldReading {
  private static final List<RunPhase> PHASES = List.of(RunPhase.values());
  private static final List<RunOutcome> OUTCOMES = List.of(RunOutcome.values());

  private FieldReading() {}

  /** Service, the name under its kind's field name, instance and time: each kind begins so. */
  static void readIdentity(AvroBytes in, EventDraft draft, String nameField) {
    int start = in.position();
    in.readSpan("service", draft.service);
    in.readSpan(nameField, draft.name);
    draft.names.set(start, in.position() - start);
    in.readSpan("instanceId", draft.instance);
    draft.timeMillis = in.readLong("eventTime");
  }

  /** Cohort, version, trace and attributes: each kind ends so. */
  static void readContext(AvroBytes in, EventDraft draft) {
    in.readOptionalSpan("cohort", draft.cohort);
    draft.version = readText(in, "version", draft.scratch);
    draft.traceId = readText(in, "traceId", draft.scratch);
    in.skipOptionalTexts("attributes", draft.scratch);
  }

  /** A text of bounded length without control characters; null where it is absent or empty. */
  static @Nullable String readText(AvroBytes in, String field, Span scratch) {
    in.readOptionalSpan(field, scratch);
    if (scratch.length() == 0) {
      return null;
    }
    String text = PlainText.of(NameCheck.text(in.bytes(), scratch));
    if (Bounds.isLonger(text, Bounds.TEXT_CHARACTERS)) {
      in.fail(field, "more than %d characters".formatted(Bounds.TEXT_CHARACTERS));
    }
    return text;
  }

  /** The last symbol of the schema is what is no phase. */
  static void readPhase(AvroBytes in, EventDraft draft) {
    int symbol = in.readIndex("phase", PHASES.size() + 1);
    draft.isPhaseKnown = symbol < PHASES.size();
    draft.phase = draft.isPhaseKnown ? PHASES.get(symbol) : RunPhase.START;
  }

  static @Nullable RunOutcome readOutcome(AvroBytes in) {
    return in.isPresent("outcome") ? OUTCOMES.get(in.readIndex("outcome", OUTCOMES.size())) : null;
  }

  static Warmth readWarmth(AvroBytes in) {
    if (!in.isPresent("coldStart")) {
      return Warmth.UNKNOWN;
    }
    return in.readBoolean("coldStart") ? Warmth.COLD : Warmth.WARM;
  }

  static boolean readCriticalPath(AvroBytes in) {
    return in.isPresent("criticalPath") && in.readBoolean("criticalPath");
  }
}
