package io.dephasing.topology;

import java.util.Set;
import java.util.TreeSet;

/** How a label may be called that is added to all exported series and alerts. */
public final class LabelNames {
  /** What series, alerts and targets have already: added to some alone, it would mix them up. */
  private static final Set<String> TAKEN =
      new TreeSet<>(
          Set.of(
              "after_deployment",
              "alertname",
              "attempt",
              "bound",
              "cohort",
              "group",
              "instance",
              "job",
              "kind",
              "le",
              "measure",
              "member",
              "outcome",
              "reason",
              "rule",
              "service",
              "severity",
              "sink",
              "subtask",
              "version",
              "window"));

  private LabelNames() {}

  /** Whether a label may have this name. */
  public static boolean isAllowed(String name) {
    return name.matches("[a-zA-Z_][a-zA-Z0-9_]*")
        && !name.startsWith("__")
        && !TAKEN.contains(name);
  }

  /** The names that are no longer free, for people. */
  public static String taken() {
    return String.join(", ", TAKEN);
  }
}
