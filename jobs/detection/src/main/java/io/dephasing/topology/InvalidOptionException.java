package io.dephasing.topology;

/**
 * A configuration that the job refuses before the first record: which key, what it has, what it may
 * have.
 */
public final class InvalidOptionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Refuses a value.
   *
   * @param key of the option
   * @param value as given
   * @param allowed what it may be
   */
  public InvalidOptionException(String key, Object value, String allowed) {
    super("%s: '%s' is not allowed; allowed: %s".formatted(key, shown(value), allowed));
  }

  /** Refuses a whole file. */
  public InvalidOptionException(String message) {
    super(message);
  }

  /** Without the user and password of an address: errors are logged. */
  private static String shown(Object value) {
    return value.toString().replaceAll("//.*@", "//...@");
  }
}
