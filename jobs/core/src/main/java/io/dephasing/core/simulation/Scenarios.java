package io.dephasing.core.simulation;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * The catalogue of labelled scenarios. Each has history enough that detection is warm, innocent
 * neighbours, clocks that are a little off and delivery that is a little out of order. A new one is
 * a constant here; ids are for ever.
 */
public enum Scenarios {
  /** A fleet that was spread each hour, and forgets it at midnight. */
  MIDNIGHT_CRON(
      "midnight-cron",
      "200 jobs that were spread over five minutes each hour all start at 00:00:00",
      ScheduleScenarios::midnightCron),
  /** The hottest key expires everywhere at once. */
  CACHE_STAMPEDE(
      "cache-stampede",
      "150 cold caches refill the same key within 400 ms of its expiry",
      LoadScenarios::cacheStampede),
  /** Few clients of one key. */
  HOT_KEY(
      "hot-key",
      "20 of 150 caches refill the same key within 400 ms: too few for a herd, a stampede",
      KeyScenarios::hotKey),
  /** Many clients of many keys. */
  DISTINCT_KEYS(
      "distinct-keys",
      "150 caches refill within 400 ms, each a key of its own: a herd, no stampede",
      KeyScenarios::distinctKeys),
  /** A rollout that stops. */
  STALLED_ROLLOUT(
      "stalled-rollout",
      "after three rollouts of four minutes one stops half way",
      KeyScenarios::stalledRollout),
  /** A rollout that is slow. */
  SLOW_ROLLOUT(
      "slow-rollout",
      "after three rollouts of four minutes one takes eight: nothing to report",
      KeyScenarios::slowRollout),
  /** An outage whose echoes are herds. */
  RETRY_STORM(
      "retry-storm",
      "60 clients fail together and retry by exponential backoff without jitter",
      RepairScenarios::retryStorm),
  /** An outage whose retries are many but not aligned. */
  RETRY_STORM_JITTERED(
      "retry-storm-jittered",
      "300 clients fail together and retry by exponential backoff with full jitter",
      RepairScenarios::retryStormJittered),
  /** An engine that mends too much at once. */
  REMEDIATION_STORM(
      "remediation-storm",
      "40 of 100 hosts are restarted within four minutes",
      RepairScenarios::remediationStorm),
  /** What a dephased fleet looks like. */
  JITTERED_FLEET(
      "jittered-fleet",
      "three fleets that are spread over one, four and five minutes: nothing to report",
      ScheduleScenarios::jitteredFleet),
  /** Load that grows for a reason. */
  FLASH_CROWD(
      "flash-crowd",
      "traffic grows tenfold within a minute and falls again: nothing to report",
      LoadScenarios::flashCrowd),
  /** Many events, one culprit. */
  BUSY_INSTANCE(
      "busy-instance",
      "one of 40 instances acts 20 times a second for three minutes: nothing to report",
      LoadScenarios::busyInstance),
  /** Load that follows the sun. */
  DIURNAL(
      "diurnal", "a day of load that follows the sun: nothing to report", LoadScenarios::diurnal),
  /** A spread that gets smaller, though it makes no herd. */
  NARROWED_SPREAD(
      "narrowed-spread",
      "20 hourly jobs that used a minute for a week use 42 s of it: a regression, and no herd",
      BaselineScenarios::narrowedSpread),
  /** A spread that gets smaller by little. */
  SLIGHTLY_NARROWED_SPREAD(
      "slightly-narrowed-spread",
      "20 hourly jobs that used a minute for a week use 54 s of it: nothing to report",
      BaselineScenarios::slightlyNarrowedSpread),
  /** A peak at another time. */
  SHIFTED_SPIKE(
      "shifted-spike",
      "8 hourly jobs that start within 13 s begin to do so 20 minutes later",
      BaselineScenarios::shiftedSpike),
  /** A peak that stays where it is, more or less. */
  NUDGED_SPIKE(
      "nudged-spike",
      "8 hourly jobs that start within 13 s begin to do so 40 s later: the same peak",
      BaselineScenarios::nudgedSpike),
  /** The demo's fleet. */
  HERD_THEN_DEPHASED(
      "herd-then-dephased",
      "the demo's fleet: it herds every five minutes, then is dephased",
      ScheduleScenarios::herdThenDephased);

  /** The seed where none is given. */
  public static final long DEFAULT_SEED = 1;

  private final String id;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
  private final LongFunction<LabelledEvents> script;

  Scenarios(String id, String description, LongFunction<LabelledEvents> script) {
    this.id = id;
    this.description = description;
    this.script = script;
  }

  /** The scenario with this id, if there is one. */
  public static Optional<Scenarios> ofId(String id) {
    return Arrays.stream(values()).filter(scenario -> scenario.id.equals(id)).findFirst();
  }

  /** All ids, for help and error messages: {@code midnight-cron, cache-stampede, …}. */
  public static String ids() {
    return Arrays.stream(values()).map(Scenarios::id).collect(Collectors.joining(", "));
  }

  /** Name on the command line, in kebab case. */
  public String id() {
    return id;
  }

  /** One line for people. */
  public String description() {
    return description;
  }

  /** The events and labels of this seed, the same each time. */
  public LabelledEvents play(long seed) {
    return script.apply(seed);
  }
}
