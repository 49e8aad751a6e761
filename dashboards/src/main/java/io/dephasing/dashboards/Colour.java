package io.dephasing.dashboards;

/**
 * Colours under the name of what they mean here. {@code ColourTest} holds that people with any
 * colour blindness tell each from each.
 */
enum Colour {
  GOOD("#12B886"),
  WARNING("#E6AE25"),
  BAD("#C92A14"),
  CALM("#4278F5"),
  OTHER("#D65DA8"),
  REST("#E8E8E8"),
  NONE("transparent");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
