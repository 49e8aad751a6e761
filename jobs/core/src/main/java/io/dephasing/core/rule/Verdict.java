package io.dephasing.core.rule;

/** What a rule says of a position. */
public sealed interface Verdict {
  /** Nothing, and nothing to wait for: more events would bring it up again. */
  Verdict QUIET = new Quiet();

  /** Nothing. */
  record Quiet() implements Verdict {}

  /**
   * What it is compared with is not complete: judge again once this second is (METHOD 9.8).
   *
   * @param gateSecond since the epoch
   * @param memory for the next look
   */
  record Wait(long gateSecond, long memory) implements Verdict {}

  /**
   * The rule fires.
   *
   * @param firing what was found
   */
  record Fires(Firing firing) implements Verdict {}
}
