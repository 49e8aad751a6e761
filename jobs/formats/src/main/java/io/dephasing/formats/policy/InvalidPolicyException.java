package io.dephasing.formats.policy;

/** A policy that is refused: which key, what it has, what it may have. */
public final class InvalidPolicyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidPolicyException(String message) {
    super(message);
  }

  InvalidPolicyException(String key, Object value, String allowed) {
    super("%s: '%s' is not allowed; allowed: %s".formatted(key, value, allowed));
  }
}
