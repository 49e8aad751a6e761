package io.dephasing.core.rule;

import java.util.Optional;

/** The alerts of a group that are out, as far as other rules may know of them. */
public interface Ongoing {
  /** The earliest firing position of this rule's alert; empty where none is out. */
  Optional<Firing> first(RuleCatalogue rule);

  /**
   * The last second of this rule's latest firing position, since the epoch; {@link Long#MIN_VALUE}
   * where no alert is out.
   */
  long lastEndSecond(RuleCatalogue rule);

  /** The id of this rule's alert; empty where none is out. */
  default Optional<String> alertId(RuleCatalogue rule) {
    return Optional.empty();
  }

  /** Whether an alert of this rule is out. */
  default boolean isFiring(RuleCatalogue rule) {
    return first(rule).isPresent();
  }
}
