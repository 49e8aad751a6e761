package io.dephasing.acceptance.dashboards;

/**
 * Colours that people with any common colour blindness tell apart (Okabe and Ito, 2008), under the
 * name of what they mean here.
 */
enum Colour {
  GOOD("#009E73"),
  WARNING("#E69F00"),
  BAD("#D55E00"),
  CALM("#56B4E9"),
  OTHER("#CC79A7"),
  NONE("transparent");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }
}
