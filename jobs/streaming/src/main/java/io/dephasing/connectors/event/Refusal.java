package io.dephasing.connectors.event;

/** The kinds of refusal: few, so that they can be counted apart. */
public enum Refusal {
  /** The bytes are not what their format promises. */
  MALFORMED("MalformedRecordException"),
  /** None of the allowed formats. */
  UNKNOWN_FORMAT("UnknownFormatException"),
  /** The writer's schema, or the type of a JSON object, is not known or of another topic. */
  UNKNOWN_SCHEMA("UnknownSchemaException"),
  /** A field is missing, of a wrong type or out of its range. */
  INVALID_FIELD("InvalidFieldException"),
  /** Its time is too far ahead of the broker's or the clock's. */
  FAR_FUTURE("FarFutureException"),
  /** It came after the allowed lateness. */
  LATE("LateEventException");

  private final String exception;

  Refusal(String exception) {
    this.exception = exception;
  }

  /** What stands in the dead letter's header for the class of exception. */
  public String exception() {
    return exception;
  }
}
