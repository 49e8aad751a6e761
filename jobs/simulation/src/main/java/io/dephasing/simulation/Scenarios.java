package io.dephasing.simulation;

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
  /** A service that has more to retry, and no outage. */
  MORE_RETRIES(
      "more-retries",
      "a service retries half as much again for ten minutes: nothing to report",
      RepairScenarios::moreRetries),
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
  /** Sixty that restart as they should. */
  ROLLING_RESTART(
      "rolling-restart",
      "60 instances restart six at a time, 45 s apart: nothing to report",
      RolloutScenarios::rollingRestart),
  /** The same, all in one batch. */
  RESTART_AT_ONCE(
      "restart-at-once", "60 instances restart at once", RolloutScenarios::restartAtOnce),
  /** Newcomers with empty caches. */
  AUTOSCALER_WARM_UP(
      "autoscaler-warm-up",
      "40 new pods start together, all of them cold",
      RolloutScenarios::autoscalerWarmUp),
  /** A burst that finds nothing warm. */
  SERVERLESS_COLD_STARTS(
      "serverless-cold-starts",
      "50 functions are invoked at once, all of them cold",
      RolloutScenarios::serverlessColdStarts),
  /** A burst that finds all warm. */
  SERVERLESS_KEPT_WARM(
      "serverless-kept-warm",
      "50 functions are invoked at once, all of them warm: a herd, no wave",
      RolloutScenarios::serverlessKeptWarm),
  /** A script that was meant to be slow. */
  KEY_ROTATION(
      "key-rotation",
      "100 keys that were rotated over two minutes are all rotated at once",
      RolloutScenarios::keyRotation),
  /** A flag that is pushed. */
  FEATURE_FLAG_FLIP(
      "feature-flag-flip",
      "80 instances reload their configuration when a flag is flipped",
      RolloutScenarios::featureFlagFlip),
  /** A flag that is polled. */
  FEATURE_FLAG_POLLED(
      "feature-flag-polled",
      "80 instances see a flag within four minutes: nothing to report",
      RolloutScenarios::featureFlagPolled),
  /** An engine that waits for its turn. */
  REMEDIATION_GATED(
      "remediation-gated",
      "hosts are mended two at a time: nothing to report",
      RolloutScenarios::remediationGated),
  /** Offsets that are zero from one day on. */
  LOST_OFFSETS(
      "lost-offsets", "4 jobs lose their offsets: all are zero", OffsetScenarios::lostOffsets),
  /** Offsets that nobody follows. */
  PLANNED_OFFSETS_NOT_APPLIED(
      "planned-offsets-not-applied",
      "4 jobs plan offsets and start at the scheduled time",
      OffsetScenarios::plannedOffsetsNotApplied),
  /** Offsets that spread nothing. */
  NARROW_OFFSETS(
      "narrow-offsets", "offsets of 4 jobs use 5 of 60 seconds", OffsetScenarios::narrowOffsets),
  /** Offsets that several hosts share. */
  EQUAL_DRAWS(
      "equal-draws",
      "12 hosts draw 4 offsets: those of a zone draw the same",
      OffsetScenarios::equalDraws),
  /** Offsets that some hosts share. */
  SOME_EQUAL_DRAWS(
      "some-equal-draws",
      "12 hosts draw 8 offsets: nothing to report",
      OffsetScenarios::someEqualDraws),
  /** Offsets that spread enough. */
  FAIR_OFFSETS(
      "fair-offsets",
      "offsets of 4 jobs use 40 of 60 seconds: nothing to report",
      OffsetScenarios::fairOffsets),
  /** Dephasing in the wrong place. */
  CRITICAL_PATH_DELAYED(
      "critical-path-delayed",
      "starts that users wait for carry an offset",
      OffsetScenarios::criticalPathDelayed),
  /** Dephasing in the right place. */
  CRITICAL_PATH_FREE(
      "critical-path-free",
      "starts that users wait for go at once: nothing to report",
      OffsetScenarios::criticalPathFree),
  /** Dephasing that hides what is wrong. */
  MASKED_FAILURES(
      "masked-failures",
      "60 jobs are spread over four minutes instead of one, and fail as often as before",
      ChangeScenarios::maskedFailures),
  /** Dephasing that cures. */
  CURED_FAILURES(
      "cured-failures",
      "60 jobs are spread over four minutes instead of one, and fail less: nothing to report",
      ChangeScenarios::curedFailures),
  /** Dephasing that makes work longer. */
  LONGER_RUNS(
      "longer-runs",
      "runs of 20 jobs take twice as long since they were spread further",
      ChangeScenarios::longerRuns),
  /** Dephasing that makes work hardly longer. */
  HARDLY_LONGER_RUNS(
      "hardly-longer-runs",
      "runs of 20 jobs take a tenth longer since they were spread further: nothing to report",
      ChangeScenarios::hardlyLongerRuns),
  /** A quota that is exceeded by few. */
  PEAK_OVER_LIMIT(
      "peak-over-limit",
      "22 of 200 clients act in one second, more than the limit of 20 allows: no herd",
      LimitScenarios::peakOverLimit),
  /** A quota that is kept. */
  PEAK_UNDER_LIMIT(
      "peak-under-limit",
      "22 of 200 clients act within five seconds, under the limit of 20 a second: nothing to report",
      LimitScenarios::peakUnderLimit),
  /** Runs that pile up. */
  RUNS_OVER_LIMIT(
      "runs-over-limit",
      "exports take nine times as long, and more than the 20 that are allowed run at once",
      LimitScenarios::runsOverLimit),
  /** Runs that pile up a little. */
  RUNS_UNDER_LIMIT(
      "runs-under-limit",
      "exports take twice as long, and fewer than the 20 that are allowed run at once: nothing to"
          + " report",
      LimitScenarios::runsUnderLimit),
  /** A herd too small for one look. */
  LOCKED_AGENTS(
      "locked-agents",
      "6 of 12 agents poll at the same second of each cycle",
      RhythmScenarios::lockedAgents),
  /** Agents that draw anew. */
  LOOSE_AGENTS(
      "loose-agents",
      "12 agents poll within a minute of each cycle: nothing to report",
      RhythmScenarios::looseAgents),
  /** Cron without jitter. */
  HOURLY_CRON(
      "hourly-cron",
      "60 of 600 hourly jobs start at second 0 of a minute of their own",
      RhythmScenarios::hourlyCron),
  /** Many groups in one minute. */
  BACKUP_WINDOW(
      "backup-window",
      "10 backup jobs of five teams move to the same minute",
      RhythmScenarios::backupWindow),
  /** Many groups, one after the other. */
  STAGGERED_BACKUPS(
      "staggered-backups",
      "10 backup jobs of five teams run five minutes apart: nothing to report",
      RhythmScenarios::staggeredBackups),
  /** Many groups of one service. */
  CI_ARTIFACT_STORM(
      "ci-artifact-storm",
      "8 pipelines of one service fetch artifacts on one merge",
      RhythmScenarios::ciArtifactStorm),
  /** Clocks that lost their server. */
  FAST_CLOCKS(
      "fast-clocks",
      "4 of 24 hosts report events 20 s before they happen",
      RhythmScenarios::fastClocks),
  /** Clocks that are two exceptions. */
  TWO_FAST_CLOCKS(
      "two-fast-clocks",
      "2 of 22 hosts report events 20 s before they happen: nothing to report",
      RhythmScenarios::twoFastClocks),
  /** Events that wait too long to be sent. */
  LATE_BATCHES(
      "late-batches",
      "20 hosts send their events each minute, then every five: half come too late",
      RhythmScenarios::lateBatches),
  /** Events that wait, and not for too long. */
  MINUTE_BATCHES(
      "minute-batches",
      "20 hosts send their events each minute: nothing to report",
      RhythmScenarios::minuteBatches),
  /** Silence that is news. */
  SILENT_PRODUCER(
      "silent-producer", "a producer of 20 instances dies", RhythmScenarios::silentProducer),
  /** Silence that is none. */
  CAMPAIGN_ENDS(
      "campaign-ends",
      "a backfill in which each of 400 acts once ends: nothing to report",
      RhythmScenarios::campaignEnds),
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
