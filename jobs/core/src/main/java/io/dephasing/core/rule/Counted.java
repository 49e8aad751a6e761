package io.dephasing.core.rule;

import io.dephasing.core.slice.DistinctInstances;

/**
 * What distinct instances are counted in. Up to {@value DistinctInstances#EXACT_LIMIT} in a second,
 * an hour, a cycle they are counted one by one; beyond that a sketch estimates them, with a
 * standard error of 3.4 %, and whoever reads the number is told so.
 */
final class Counted {
  static final String EXACTLY = "instances";
  private static final String ESTIMATED = "instances, estimated";

  private Counted() {}

  /** The unit of a number of instances. */
  static String instances(boolean isExact) {
    return isExact ? EXACTLY : ESTIMATED;
  }

  /** The unit of a number of members that was told by events. */
  static String members(long members) {
    return instances(members <= DistinctInstances.EXACT_LIMIT);
  }

  /** A word before an estimated number, "about " or nothing. */
  static String about(Story story, String name) {
    boolean isEstimated =
        story.firing().evidence().conditions().stream()
            .anyMatch(each -> each.name().equals(name) && each.unit().equals(ESTIMATED));
    return isEstimated ? "about " : "";
  }
}
