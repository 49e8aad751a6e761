package io.dephasing.core.group;

import io.dephasing.core.sli.Sli;
import org.jspecify.annotations.Nullable;

/**
 * What a group tells to who sees all of them: one of the two.
 *
 * @param onset the group begins to act
 * @param rollUp SLI of a roll-up, in which still is missing what only many groups together tell
 */
public record Notice(@Nullable Onset onset, @Nullable Sli rollUp) {
  public Notice {
    if ((onset == null) == (rollUp == null)) {
      throw new IllegalArgumentException("a notice has either an onset or a roll-up");
    }
  }

  /** A group begins to act. */
  public static Notice of(Onset onset) {
    return new Notice(onset, null);
  }

  /** SLI of a roll-up. */
  public static Notice of(Sli rollUp) {
    return new Notice(null, rollUp);
  }
}
