package io.dephasing.core.group;

import io.dephasing.core.sli.Sli;
import org.jspecify.annotations.Nullable;

/**
 * What groups tell to who sees all of them: one of the three.
 *
 * @param onset a group begins to act
 * @param sum groups that begin to act, summed
 * @param rollUp SLI of a roll-up, in which still is missing what only many groups together tell
 */
public record Notice(@Nullable Onset onset, @Nullable OnsetSum sum, @Nullable Sli rollUp) {
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
  public static Notice of(Sli rollUp) {
    return new Notice(null, null, rollUp);
  }
}
