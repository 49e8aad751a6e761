package io.dephasing.core.rule;

import java.util.Optional;

/** A settled rule that also waits for a slice, though that may hold nothing. */
public interface DueRule extends SettledRule {
  /** No slice. */
  long NEVER = Long.MAX_VALUE;

  /** The slice that it wants to be asked about; {@link #NEVER} for none. */
  long dueSlice(RuleContext context);

  /** Judges that slice once it has settled. */
  Optional<Firing> due(RuleContext context, long slice);
}
