package io.dephasing.simulation;

import io.dephasing.core.event.GroupKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a detector must say about a scenario: each of these incidents, and by the judged rules
 * nothing else.
 *
 * @param firings what must fire; empty where all must stay silent
 */
public record ScenarioLabels(List<Firing> firings) {
  /** Rule id of METHOD 9.1. */
  public static final String HERD = "herd";

  /** Rule id of METHOD 6.3, on a service. */
  public static final String RETRY_FLOOD = "retry-flood";

  /** Rule id of METHOD 6.2. */
  public static final String REMEDIATION_STORM = "remediation-storm";

  /** Rule id of METHOD 7.3. */
  public static final String SPREAD_REGRESSION = "spread-regression";

  /** Rule id of METHOD 14.3. */
  public static final String SHIFTED_SPIKE = "shifted-spike";

  /** Rule id of METHOD 14.4. */
  public static final String STAMPEDE = "stampede";

  /** Rule id of METHOD 14.7. */
  public static final String RETRY_ALIGNMENT = "retry-alignment";

  /** Rule id of METHOD 14.6. */
  public static final String CONSISTENCY_WINDOW = "consistency-window";

  /** Rule id of METHOD 9.2. */
  public static final String PHASE_LOCK = "phase-lock";

  /** Rule id of METHOD 8, on a roll-up. */
  public static final String CROSS_GROUP = "cross-group";

  /** Rule id of METHOD 5.1 and 5.3. */
  public static final String OFFSET_IGNORED = "offset-ignored";

  /** Rule id of METHOD 5.2. */
  public static final String OFFSET_TOO_SMALL = "offset-too-small";

  /** Rule id of METHOD 10 (F8). */
  public static final String OVER_THROTTLED = "over-throttled";

  /** Rule id of METHOD 10 and 14.5. */
  public static final String COLD_START_WAVE = "cold-start-wave";

  /** Rule id of METHOD 5.4. */
  public static final String CLOCK_SKEW = "clock-skew";

  /** Rule id of METHOD 10 (F5), of events that come too late. */
  public static final String LATE_EVENTS = "late-events";

  /** Rule id of METHOD 10 (F5). */
  public static final String BLIND_SPOT = "blind-spot";

  /** Rule id of METHOD 10 (F4). */
  public static final String MASKED_FAILURE = "masked-failure";

  /** Rule id of METHOD 9.3, on events in a second. */
  public static final String PEAK_RATE = "peak-rate";

  /** Rule id of METHOD 9.3, on runs at once. */
  public static final String CONCURRENCY = "concurrency";

  /** The rules that labels speak of; about others they say nothing. */
  public static final Set<String> JUDGED_RULES =
      Set.of(
          HERD,
          RETRY_FLOOD,
          REMEDIATION_STORM,
          PHASE_LOCK,
          CROSS_GROUP,
          OFFSET_IGNORED,
          OFFSET_TOO_SMALL,
          OVER_THROTTLED,
          COLD_START_WAVE,
          CLOCK_SKEW,
          LATE_EVENTS,
          BLIND_SPOT,
          SPREAD_REGRESSION,
          SHIFTED_SPIKE,
          STAMPEDE,
          RETRY_ALIGNMENT,
          CONSISTENCY_WINDOW,
          MASKED_FAILURE,
          PEAK_RATE,
          CONCURRENCY);

  /** Everything must stay silent. */
  public static final ScenarioLabels SILENT = new ScenarioLabels(List.of());

  public ScenarioLabels {
    firings = List.copyOf(firings);
  }

  /** These alerts and no other. */
  public static ScenarioLabels of(Firing... firings) {
    return new ScenarioLabels(List.of(firings));
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
   * One incident that must be reported. Its first alert starts at the instant; more of the same
   * rule and group may follow while it goes on, where its parts are further apart than an alert
   * lasts.
   *
   * @param rule id of the rule
   * @param group on which it fires; a service's roll-up for {@link #RETRY_FLOOD}
   * @param instantMillis where the first {@code startsAt} belongs, ms since the epoch
   * @param toleranceMillis how far from there it may be, ms
   * @param untilMillis the latest {@code startsAt} of an alert that belongs to it, ms since the
   *     epoch
   */
  public record Firing(
      String rule, GroupKey group, long instantMillis, long toleranceMillis, long untilMillis) {
    public Firing {
      if (!JUDGED_RULES.contains(rule)) {
        throw new IllegalArgumentException("rule '%s' is none of %s".formatted(rule, JUDGED_RULES));
      }
    }

    /** An incident of one alert. */
    public static Firing once(
        String rule, GroupKey group, long instantMillis, long toleranceMillis) {
      return new Firing(
          rule, group, instantMillis, toleranceMillis, instantMillis + toleranceMillis);
    }

    /** The same incident, which goes on until then. */
    public Firing until(long lastMillis) {
      return new Firing(rule, group, instantMillis, toleranceMillis, lastMillis);
    }

    /** Whether an alert that starts then is where it begins. */
    public boolean startsAt(long startsAtMillis) {
      return Math.abs(startsAtMillis - instantMillis) <= toleranceMillis;
    }

    /** Whether an alert of this rule and group that starts then belongs to it. */
    public boolean covers(String otherRule, GroupKey otherGroup, long startsAtMillis) {
      return rule.equals(otherRule)
          && group.equals(otherGroup)
          && startsAtMillis >= instantMillis - toleranceMillis
          && startsAtMillis <= untilMillis;
    }
  }
}
