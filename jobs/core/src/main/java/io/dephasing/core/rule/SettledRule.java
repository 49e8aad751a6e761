package io.dephasing.core.rule;

import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.slice.Slice;
import java.util.Optional;

/**
 * A rule that judges a slice once it changes no more: what it says is a function of the events
 * alone, whatever their order of arrival (METHOD 9.8). The history has taken the slice in when it
 * is asked, so that "as of the slice behind it" includes it.
 */
public non-sealed interface SettledRule extends Rule {
  /** Judges a slice that held events; before it lets go of all but its seconds. */
  Optional<Firing> settled(RuleContext context, OpenSlice slice);

  /**
   * Whether what makes it fire is still there when this slice has settled, be it empty: the alert
   * lasts. Asked only while an alert is out.
   */
  boolean isActive(RuleContext context, long slice);

  /** The last second of an active slice in which it was still there. */
  default long activeThrough(RuleContext context, long slice) {
    return (slice + 1) * Slice.BUCKETS - 1;
  }
}
