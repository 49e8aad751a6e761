package io.dephasing.core.rule;

import io.dephasing.core.policy.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The catalogue of rules. The id is {@code rule} on the wire and the runbook's name: for ever. */
public enum RuleCatalogue {
  HERD("herd", "9.1", "many distinct instances act within seconds", HerdRule::new),
  RETRY_FLOOD(
      "retry-flood",
      "6.3",
      "a service retries far more than it used to",
      policy -> new RetryFloodRule()),
  REMEDIATION_STORM(
      "remediation-storm",
      "6.2",
      "too many remediations run or begin at once",
      RemediationStormRule::new),
  PEAK_RATE(
      "peak-rate", "9.3", "more events in one second than the policy allows", PeakRateRule::new),
  CONCURRENCY(
      "concurrency", "9.3", "more runs at once than the policy allows", ConcurrencyRule::new),
  PHASE_LOCK(
      "phase-lock",
      "9.2",
      "a herd that is weak or small comes back in many cycles, or in the same second of many minutes",
      policy -> new PhaseLockRule()),
  OFFSET_IGNORED(
      "offset-ignored",
      "5.1, 5.3",
      "a spread window is configured and starts do not follow it",
      policy -> new OffsetIgnoredRule()),
  OFFSET_TOO_SMALL(
      "offset-too-small",
      "5.2, 14.2",
      "offsets use too little of their window, or are all the same",
      policy -> new OffsetTooSmallRule()),
  OVER_THROTTLED(
      "over-throttled",
      "10 (F8)",
      "dephasing holds up what somebody waits for",
      policy -> new OverThrottledRule()),
  SPREAD_REGRESSION(
      "spread-regression",
      "7.3",
      "starts lie closer together than they used to at these hours",
      policy -> new SpreadRegressionRule()),
  SHIFTED_SPIKE(
      "shifted-spike",
      "14.3",
      "a group's peak moved to another place of its period",
      policy -> new ShiftedSpikeRule()),
  MASKED_FAILURE(
      "masked-failure",
      "10 (F4)",
      "the peak has fallen since dephasing was changed, and failures have not",
      policy -> new MaskedFailureRule()),
  COLD_START_WAVE(
      "cold-start-wave",
      "10, 14.5",
      "most starts of a herd are cold",
      policy -> new ColdStartWaveRule()),
  CLOCK_SKEW(
      "clock-skew",
      "5.4, 10 (F1)",
      "clocks of a group's instances disagree",
      policy -> new ClockSkewRule()),
  LATE_EVENTS(
      "late-events",
      "10 (F5)",
      "a group loses events that come too late to be counted",
      policy -> new LateEventsRule()),
  BLIND_SPOT(
      "blind-spot",
      "10 (F5)",
      "a group that used to act has fallen silent",
      policy -> new BlindSpotRule()),
  STAMPEDE("stampede", "14.4", "many instances go for one resource key at once", StampedeRule::new),
  RETRY_ALIGNMENT(
      "retry-alignment",
      "14.7",
      "retries come back together: backoff without jitter",
      policy -> new RetryAlignmentRule()),
  CONSISTENCY_WINDOW(
      "consistency-window",
      "14.6",
      "a new version takes too long to reach the members",
      policy -> new ConsistencyWindowRule()),
  CROSS_GROUP("cross-group", "8", "many groups begin at one instant", CrossGroupRule::new);

  private static final List<RuleCatalogue> ALL = List.of(values());

  private final String id;
  private final String method;
  private final String meaning;
  private final Function<Policy, Rule> factory;

  RuleCatalogue(String id, String method, String meaning, Function<Policy, Rule> factory) {
    this.id = id;
    this.method = method;
    this.meaning = meaning;
    this.factory = factory;
  }

  /** All rules in the order of declaration; does not copy. */
  public static List<RuleCatalogue> all() {
    return ALL;
  }

  /** The rule with this id, if there is one. */
  public static Optional<RuleCatalogue> ofId(String id) {
    return ALL.stream().filter(rule -> rule.id.equals(id)).findFirst();
  }

  /** Name on the wire and of the runbook. */
  public String id() {
    return id;
  }

  /** METHOD's section. */
  public String method() {
    return method;
  }

  /** One line for people. */
  public String meaning() {
    return meaning;
  }

  /** Alertmanager's {@code alertname}: {@code Dephasing} and the id in upper camel case. */
  public String alertName() {
    return Arrays.stream(id.split("-"))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining("", "Dephasing", ""));
  }

  /** Path of the runbook, from the root of the documentation. */
  public String runbook() {
    return "runbooks/" + id + ".md";
  }

  /**
   * Rules that tell more of the same incident of a group: while one of them is out, an alert of
   * this one names it.
   */
  public List<RuleCatalogue> inhibitors() {
    return switch (this) {
      case HERD -> List.of(STAMPEDE, REMEDIATION_STORM);
      case PHASE_LOCK -> List.of(HERD);
      case LATE_EVENTS -> List.of(CLOCK_SKEW);
      default -> List.of();
    };
  }

  /** A rule that thinks with this policy's budget; one for each operator. */
  public Rule create(Policy policy) {
    return factory.apply(policy);
  }
}
