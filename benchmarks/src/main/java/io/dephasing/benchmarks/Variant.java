package io.dephasing.benchmarks;

/** Who consumes the events. */
enum Variant {
  /** A poll loop that decodes each event with Avro's generated class. */
  BARE_LOOP("bare loop"),
  /** A poll loop that decodes each event as the job does. */
  LEAN_LOOP("lean loop"),
  /** The whole detection job. */
  JOB("job"),
  /** The whole detection job of the build that this one is compared with. */
  OTHER_JOB("other job");

  private final String label;

  Variant(String label) {
    this.label = label;
  }

  /** Whether it answers with SLIs. */
  boolean isJob() {
    return this == JOB || this == OTHER_JOB;
  }

  /** What the process that consumes calls it: it knows of no other build. */
  String process() {
    return isJob() ? JOB.name() : name();
  }

  /** Its name in tables. */
  String label() {
    return label;
  }
}
