package io.dephasing.core.rule;

/** A rule was about to fire on a condition that does not hold: a fault of the rule. */
public final class UnmetConditionException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  UnmetConditionException(String message) {
    super(message);
  }
}
