package io.dephasing.core.event;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the run that an event begins or ends.
 *
 * @param runId the scheduler's id of the run (a remediation's id); null when not given
 * @param durationMillis length of the run, ms, on its END; {@link Absent#MILLIS} when not given
 * @param outcome how it ended; null when not given
 * @param warmth whether the start was warm
 * @param onCriticalPath whether users wait for it
 */
public record Run(
    @Nullable String runId,
    long durationMillis,
    @Nullable RunOutcome outcome,
    Warmth warmth,
    boolean onCriticalPath) {
  /** Nothing is known. */
  public static final Run NONE = new Run(null, Absent.MILLIS, null, Warmth.UNKNOWN, false);
}
