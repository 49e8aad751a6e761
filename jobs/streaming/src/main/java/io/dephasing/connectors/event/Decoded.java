package io.dephasing.connectors.event;

import io.dephasing.core.event.Event;

/** What a record turned out to be. */
public sealed interface Decoded {
  /**
   * An event.
   *
   * @param event as it was sent, with the broker's time where that is known
   */
  record Accepted(Event event) implements Decoded {}

  /**
   * Nothing that can be counted: it goes to the dead letters.
   *
   * @param reason for whoever reads the dead letters: which field, and what is wrong with it
   * @param kind of the refusal, for counting
   */
  record Refused(String reason, Refusal kind) implements Decoded {}
}
