package io.dephasing.cli.failure;

import org.jspecify.annotations.Nullable;

/** A job that did not start, or did not end by itself; the message is one line for people. */
public final class JobFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public JobFailedException(String what, @Nullable Throwable cause) {
    super(cause == null ? what : what + ": " + rootMessage(cause), cause);
  }

  /** What began it, on one line. */
  public static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    if (message == null || message.isBlank()) {
      return root.getClass().getSimpleName();
    }
    return message.strip().lines().findFirst().orElse(message);
  }
}
