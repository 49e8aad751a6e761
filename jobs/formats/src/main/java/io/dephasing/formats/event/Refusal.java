package io.dephasing.formats.event;

/** The kinds of refusal: few, so that they can be counted apart. */
public enum Refusal {
  /** The bytes are not what their format promises. */
  MALFORMED("malformed", "MalformedRecordException"),
  /** None of the allowed formats. */
  UNKNOWN_FORMAT("unknown-format", "UnknownFormatException"),
  /** The writer's schema, or the type of a JSON object, is not known or of another topic. */
  UNKNOWN_SCHEMA("unknown-schema", "UnknownSchemaException"),
  /** A field is missing, of a wrong type or out of its range. */
  INVALID_FIELD("invalid-field", "InvalidFieldException"),
  /** Its time is too far ahead of the broker's or the clock's. */
  FAR_FUTURE("far-future", "FarFutureException"),
  /** Its time is before 2000, or too far behind the broker's or the clock's. */
  FAR_PAST("far-past", "FarPastException"),
  /** Its group would be one more than its service, or all together, may have. */
  GROUP_BUDGET("group-budget", "GroupBudgetException"),
  /** It came after the allowed lateness. */
  LATE("late", "LateEventException");

  private final String id;
  private final String exception;

  Refusal(String id, String exception) {
    this.id = id;
    this.exception = exception;
  }

  /** What it is called in metrics. */
  public String id() {
    return id;
  }

  /** What stands in the dead letter's header for the class of exception. */
  public String exception() {
    return exception;
  }
}
