package io.dephasing.simulation;

import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The stage of one scenario: a stretch of time, dice, and what happens on it. Mutable, and gone
 * when the scenario is played.
 */
final class Scene {
  static final long SECOND = 1_000;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;

  /** The midnight of all scenarios, UTC. */
  static final long MIDNIGHT = Instant.parse("2026-03-05T00:00:00Z").toEpochMilli();

  static final long NOON = MIDNIGHT + 12 * HOUR;

  /** Clocks as NTP leaves them on a bad day. */
  static final long CLOCK_SKEW_MILLIS = 200;

  /** With twice the skew still within the 2 s that the job waits by default. */
  static final long DELIVERY_DELAY_MILLIS = 1_500;

  private static final GroupKey PRICES = job("catalog", "refresh-prices");
  private static final GroupKey KEYS = job("billing", "rotate-keys");
  private static final GroupKey QUERIES = new GroupKey(EventKind.RETRY, "search", "query", null);
  private static final GroupKey EVICTIONS =
      new GroupKey(EventKind.REMEDIATION, "search", "evict", null);

  private final long fromMillis;
  private final long lengthMillis;
  private final SplittableRandom seeds;
  private final List<TimedEvents> producers = new ArrayList<>();
  private final List<ScopedAnnotation> annotations = new ArrayList<>();
  private final Map<String, Double> limits = new LinkedHashMap<>();

  Scene(long seed, long fromMillis, long lengthMillis) {
    this.fromMillis = fromMillis;
    this.lengthMillis = lengthMillis;
    this.seeds = new SplittableRandom(seed);
  }

  static GroupKey job(String service, String job) {
    return new GroupKey(EventKind.JOB_START, service, job, null);
  }

  static GroupKey job(String service, String job, String cohort) {
    return new GroupKey(EventKind.JOB_START, service, job, cohort);
  }

  /** The fleet acts from the beginning of the scene to its end. */
  Scene throughout(Fleet fleet) {
    return during(fleet, fromMillis, lengthMillis);
  }

  /** The fleet acts in this stretch. */
  Scene during(Fleet fleet, long stretchFromMillis, long stretchLengthMillis) {
    return with(
        fleet
            .seeded(seeds.nextLong())
            .withClocksWithin(CLOCK_SKEW_MILLIS)
            .over(stretchFromMillis, stretchLengthMillis));
  }

  /** These events happen. */
  Scene with(TimedEvents events) {
    producers.add(events);
    return this;
  }

  /** Four groups that do nothing wrong: steady, well jittered, retrying and being mended. */
  Scene withNeighbours() {
    return throughout(Fleets.poisson(30, 0.1).of(PRICES))
        .throughout(Fleets.jittered(40, 5 * MINUTE, 2 * MINUTE).of(KEYS))
        .throughout(Fleets.firstRetries(20, 1 / 60.0).of(QUERIES))
        .throughout(Fleets.mended(50, 1 / 600.0, MINUTE).of(EVICTIONS));
  }

  /** Four that do nothing wrong, for long scenes: days of busy ones would be too many events. */
  Scene withQuietNeighbours() {
    for (String job : List.of("report", "sync", "sweep")) {
      throughout(Fleets.poisson(12, 0.01).of(job("office", job)));
    }
    return throughout(
        Fleets.firstRetries(12, 0.005).of(new GroupKey(EventKind.RETRY, "office", "fetch", null)));
  }

  /** Somebody has told this. */
  Scene told(ScopedAnnotation annotation) {
    annotations.add(annotation);
    return this;
  }

  /** The policy of all groups sets a limit on a measure. */
  Scene limited(String measureId, double limit) {
    limits.put(measureId, limit);
    return this;
  }

  /** The same, and the broker says when it appended each. */
  LabelledEvents appended(ScenarioLabels.Firing... firings) {
    LabelledEvents labelled = labelled(firings);
    return new LabelledEvents(labelled.events().appended(), labelled.labels(), labelled.setting());
  }

  /** All that happened until the end, as it is delivered. */
  LabelledEvents labelled(ScenarioLabels.Firing... firings) {
    TimedEvents all =
        TimedEvents.of(producers.toArray(TimedEvents[]::new)).until(fromMillis + lengthMillis);
    return new LabelledEvents(
        all.delayedUpTo(DELIVERY_DELAY_MILLIS, seeds.nextLong()),
        ScenarioLabels.of(firings),
        new Setting(annotations, limits));
  }
}
