package io.dephasing.core.sli;

import io.dephasing.core.event.GroupKey;

/**
 * One group's SLI record for one window and revision: identified by these three, whoever makes it.
 *
 * @param group whose
 * @param window for which stretch of event time
 * @param revision 0 at the window's end, 1 when it settled with events that were not on time
 * @param measures scalars
 * @param compliance what it was held to
 * @param structures what is no scalar
 * @param individuals what single instances and events tell
 */
public record Sli(
    GroupKey group,
    Window window,
    int revision,
    Measures measures,
    Compliance compliance,
    Structures structures,
    Individuals individuals) {
  /** The same with other scalars. */
  public Sli with(Measures others) {
    return new Sli(group, window, revision, others, compliance, structures, individuals);
  }
}
