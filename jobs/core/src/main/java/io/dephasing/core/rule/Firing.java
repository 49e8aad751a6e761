package io.dephasing.core.rule;

import io.dephasing.core.policy.AlertSeverity;

/**
 * A position at which a rule fires.
 *
 * @param endSecond last second of the position, since the epoch
 * @param widthSeconds its length
 * @param instantSecond where it is fullest, since the epoch
 * @param size what counts: distinct instances, retries, runs
 * @param severity who is told
 * @param evidence in numbers
 * @param decidedAtMillis event time of the decision, ms since the epoch
 */
public record Firing(
    long endSecond,
    int widthSeconds,
    long instantSecond,
    int size,
    AlertSeverity severity,
    AlertEvidence evidence,
    long decidedAtMillis) {
  /** The same with one fact more. */
  Firing with(Fact fact) {
    return new Firing(
        endSecond,
        widthSeconds,
        instantSecond,
        size,
        severity,
        evidence.with(fact),
        decidedAtMillis);
  }

  /** Whether this position comes before the other: least end, then least width. */
  public boolean isBefore(Firing other) {
    return endSecond != other.endSecond
        ? endSecond < other.endSecond
        : widthSeconds < other.widthSeconds;
  }
}
