package io.dephasing.cli;

/** What was given cannot be used; the message is one line that says what and where. */
final class InvalidInputException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidInputException(String message) {
    super(message);
  }
}
