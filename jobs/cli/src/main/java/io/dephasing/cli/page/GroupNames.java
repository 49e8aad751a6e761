package io.dephasing.cli.page;

import io.dephasing.core.event.GroupKey;

/** How a group is called on the page. */
final class GroupNames {
  private GroupNames() {}

  /** As {@code checkout / build-report: job starts}, or {@code checkout: all retries}. */
  static String of(GroupKey key) {
    String what =
        switch (key.kind()) {
          case JOB_START -> "job starts";
          case RETRY -> "retries";
          case REMEDIATION -> "remediations";
        };
    if (key.isOverAll()) {
      return "all services: all " + what;
    }
    if (key.isRollUp()) {
      return "%s: all %s".formatted(key.service(), what);
    }
    String cohort = key.cohort() == null ? "" : " (%s)".formatted(key.cohort());
    return "%s / %s%s: %s".formatted(key.service(), key.name(), cohort, what);
  }
}
