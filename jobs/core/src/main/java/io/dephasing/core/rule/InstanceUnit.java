package io.dephasing.core.rule;

import io.dephasing.core.slice.DistinctInstances;

/**
 * The unit of a number of distinct instances. Up to {@value DistinctInstances#EXACT_LIMIT} in a
 * second, an hour, a cycle they are counted one by one; beyond that a sketch estimates them, with a
 * standard error of 3.4 %, and whoever reads the number is told so.
 */
final class InstanceUnit {
  static final String EXACTLY = "instances";
  private static final String ESTIMATED = "instances, estimated";

  private InstanceUnit() {}

  /** The unit of a number of instances. */
  static String of(boolean isExact) {
    return isExact ? EXACTLY : ESTIMATED;
  }

  /** The unit of a number of members that was told by events. */
  static String ofMembers(long members) {
    return of(members <= DistinctInstances.EXACT_LIMIT);
  }

  /** A word before an estimated number, "about " or nothing. */
  static String about(Story story, String name) {
    boolean isEstimated =
        story.firing().evidence().conditions().stream()
            .anyMatch(each -> each.name().equals(name) && each.unit().equals(ESTIMATED));
    return isEstimated ? "about " : "";
  }
}
