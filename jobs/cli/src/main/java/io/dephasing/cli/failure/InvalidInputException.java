package io.dephasing.cli.failure;

/** What was given cannot be used; the message is one line that says what and where. */
public final class InvalidInputException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidInputException(String message) {
    super(message);
  }
}
