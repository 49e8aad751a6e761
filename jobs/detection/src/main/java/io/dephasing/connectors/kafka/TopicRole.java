package io.dephasing.connectors.kafka;

import java.util.List;

/** The topics beside those of events; names are for ever. */
public enum TopicRole {
  /** One record for each group, window and revision. */
  SLIS("slis", Cleanup.MONTH, true),
  /** One record for each transition of an alert. */
  ALERTS("alerts", Cleanup.QUARTER, true),
  /** Spreads that would bring a peak under its target. */
  RECOMMENDATIONS("recommendations", Cleanup.QUARTER, true),
  /** Changes of policies and annotations. */
  AUDIT("audit", Cleanup.NEVER, false),
  /** What could not be counted. */
  DEAD_LETTERS("dead-letters", Cleanup.MONTH, false),
  /** Policies in force. */
  POLICIES("policies", Cleanup.COMPACT, false),
  /** Annotations. */
  ANNOTATIONS("annotations", Cleanup.COMPACT, false);

  private static final List<TopicRole> ALL = List.of(values());

  private final String topic;
  private final Cleanup cleanup;
  private final boolean isSpread;

  TopicRole(String topic, Cleanup cleanup, boolean isSpread) {
    this.topic = topic;
    this.cleanup = cleanup;
    this.isSpread = isSpread;
  }

  /** All roles in the order of declaration; does not copy. */
  public static List<TopicRole> all() {
    return ALL;
  }

  /** The topic's name after the prefix. */
  public String topic() {
    return topic;
  }

  Cleanup cleanup() {
    return cleanup;
  }

  /** Whether its records are many enough for several partitions. */
  boolean isSpread() {
    return isSpread;
  }

  /** How long records are kept. */
  enum Cleanup {
    WEEK("delete", 7),
    MONTH("delete", 30),
    QUARTER("delete", 90),
    NEVER("delete", 0),
    COMPACT("compact", 0);

    private static final long DAY_MILLIS = 24L * 3600 * 1000;

    private final String policy;
    private final int days;

    Cleanup(String policy, int days) {
      this.policy = policy;
      this.days = days;
    }

    String policy() {
      return policy;
    }

    /** As the broker wants it: -1 is for ever. */
    String retentionMillis() {
      return String.valueOf(days == 0 ? -1 : days * DAY_MILLIS);
    }
  }
}
