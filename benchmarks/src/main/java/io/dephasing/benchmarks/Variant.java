package io.dephasing.benchmarks;

/** Who consumes the events. */
enum Variant {
  /** A poll loop that decodes each event with Avro's generated class. */
  BARE_LOOP("bare loop"),
  /** A poll loop that decodes each event as the job does. */
  LEAN_LOOP("lean loop"),
  /** The whole detection job. */
  JOB("job");

  private final String label;

  Variant(String label) {
    this.label = label;
  }

  /** Its name in tables. */
  String label() {
    return label;
  }
}
