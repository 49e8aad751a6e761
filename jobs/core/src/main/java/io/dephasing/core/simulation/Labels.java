package io.dephasing.core.simulation;

import io.dephasing.core.event.GroupKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a detector must say about a scenario: each of these alerts, and by the judged rules no
 * other.
 *
 * @param firings what must fire; empty where all must stay silent
 */
public record Labels(List<Firing> firings) {
  /** Rule id of METHOD 9.1. */
  public static final String HERD = "herd";

  /** Rule id of METHOD 6.3, on a service. */
  public static final String RETRY_FLOOD = "retry-flood";

  /** Rule id of METHOD 6.2. */
  public static final String REMEDIATION_STORM = "remediation-storm";

  /** The rules that labels speak of; about others they say nothing. */
  public static final Set<String> JUDGED_RULES = Set.of(HERD, RETRY_FLOOD, REMEDIATION_STORM);

  /** Everything must stay silent. */
  public static final Labels SILENT = new Labels(List.of());

  public Labels {
    firings = List.copyOf(firings);
  }

  /** These alerts and no other. */
  public static Labels of(Firing... firings) {
    return new Labels(List.of(firings));
  }

  /** Those of these groups on which no judged rule may fire. */
  public Set<GroupKey> silent(Set<GroupKey> groups) {
    Set<GroupKey> fired =
        firings.stream().map(Firing::group).collect(Collectors.toUnmodifiableSet());
    return groups.stream()
        .flatMap(group -> Stream.of(group, group.serviceRollUp()))
        .filter(group -> !fired.contains(group))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * One alert that must come.
   *
   * @param rule id of the rule
   * @param group on which it fires; a service's roll-up for {@link #RETRY_FLOOD}
   * @param instantMillis where {@code startsAt} belongs, ms since the epoch
   * @param toleranceMillis how far from there it may be, ms
   */
  public record Firing(String rule, GroupKey group, long instantMillis, long toleranceMillis) {
    public Firing {
      if (!JUDGED_RULES.contains(rule)) {
        throw new IllegalArgumentException("rule '%s' is none of %s".formatted(rule, JUDGED_RULES));
      }
    }

    /** Whether this is the alert that an alert's rule, group and start speak of. */
    public boolean matches(String otherRule, GroupKey otherGroup, long startsAtMillis) {
      return rule.equals(otherRule)
          && group.equals(otherGroup)
          && Math.abs(startsAtMillis - instantMillis) <= toleranceMillis;
    }
  }
}
