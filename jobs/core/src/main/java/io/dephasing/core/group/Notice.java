package io.dephasing.core.group;

import io.dephasing.core.sli.WindowSli;
import org.jspecify.annotations.Nullable;

/**
 * A message from the step of one group to the step that sees all groups ({@code AcrossWatch}).
 * Exactly one of the three fields is set.
 *
 * @param onset a group begins to act, as a job of 80 instances at 12:00:00
 * @param sum several such onsets, summed by second
 * @param rollUp SLI of a roll-up without {@code herd_groups}, which needs all groups: the receiver
 *     adds it and publishes the SLI
 */
public record Notice(@Nullable Onset onset, @Nullable OnsetSum sum, @Nullable WindowSli rollUp) {
  public Notice {
    int given = (onset == null ? 0 : 1) + (sum == null ? 0 : 1) + (rollUp == null ? 0 : 1);
    if (given != 1) {
      throw new IllegalArgumentException("a notice has one of an onset, a sum and a roll-up");
    }
  }

  /** A group begins to act. */
  public static Notice of(Onset onset) {
    return new Notice(onset, null, null);
  }

  /** Groups begin to act. */
  public static Notice of(OnsetSum sum) {
    return new Notice(null, sum, null);
  }

  /** SLI of a roll-up. */
  public static Notice of(WindowSli rollUp) {
    return new Notice(null, null, rollUp);
  }
}
