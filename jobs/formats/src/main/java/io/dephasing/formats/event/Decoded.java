package io.dephasing.formats.event;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventFields;

/** The result of decoding one record: an event, or a dead letter with its reason. */
public sealed interface Decoded {
  /**
   * An event.
   *
   * @param fields as it was sent, with the broker's time where that is known; only until the
   *     decoder reads its next record
   */
  record Accepted(EventFields fields) implements Decoded {
    /** The event, to keep. */
    public Event event() {
      return fields.event();
    }
  }

  /**
   * Nothing that can be counted: it goes to the dead letters.
   *
   * @param reason for whoever reads the dead letters: which field, and what is wrong with it
   * @param kind of the refusal, for counting
   */
  record Refused(String reason, Refusal kind) implements Decoded {}
}
