package io.dephasing.export.http;

/**
 * What came back.
 *
 * @param status of HTTP; 0 where nothing came
 * @param body its beginning, or why nothing came
 */
public record Answer(int status, String body) {
  private static final int MOST_CHARACTERS = 500;

  public Answer {
    if (body.length() > MOST_CHARACTERS) {
      body = body.substring(0, MOST_CHARACTERS);
    }
  }

  /** Nobody answered. */
  public static Answer none(Throwable why) {
    String message = why.getMessage();
    return new Answer(0, why.getClass().getSimpleName() + (message == null ? "" : ": " + message));
  }
}
