package io.dephasing.core.rule;

import io.dephasing.core.event.Absent;

/**
 * What there is to tell of an alert.
 *
 * @param firing the largest of its positions so far
 * @param startsAtMillis when it began, ms since the epoch
 * @param endsAtMillis when it was over, ms since the epoch; {@link Absent#MILLIS} while it lasts
 */
public record Story(Firing firing, long startsAtMillis, long endsAtMillis) {
  /** Whether it is over. */
  public boolean isOver() {
    return Absent.isGiven(endsAtMillis);
  }

  /** One word for what lasts, another for what is over. */
  public String tense(String now, String then) {
    return isOver() ? then : now;
  }

  /** The same of one, of many, and of what is over. */
  String tense(String one, String many, String then) {
    return isOver() ? then : size() == 1 ? one : many;
  }

  /** What counts. */
  public int size() {
    return firing.size();
  }

  /** How long it was, in whole minutes, at least one; 0 while it lasts. */
  public long minutes() {
    return isOver() ? Math.max(1, Math.round((endsAtMillis - startsAtMillis) / 60_000.0)) : 0;
  }
}
