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
 * @param nonScalars what is no scalar
 * @param examples what single instances and events tell
 */
public record WindowSli(
    GroupKey group,
    Window window,
    int revision,
    Measures measures,
    Compliance compliance,
    NonScalars nonScalars,
    WindowExamples examples) {
  /** The same with other scalars. */
  public WindowSli with(Measures others) {
    return new WindowSli(group, window, revision, others, compliance, nonScalars, examples);
  }
}
