package io.dephasing.core.codec;

import io.dephasing.core.across.AcrossState;
import io.dephasing.core.across.AcrossWatch;
import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.AnnotationChange.Place;
import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.annotation.AnnotationScope;
import io.dephasing.core.annotation.Annotations;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import io.dephasing.core.group.Account;
import io.dephasing.core.group.Bulletin;
import io.dephasing.core.group.GroupState;
import io.dephasing.core.group.GroupWatch;
import io.dephasing.core.group.JobSpan;
import io.dephasing.core.group.Notice;
import io.dephasing.core.group.Onset;
import io.dephasing.core.group.Outputs;
import io.dephasing.core.history.Cycles;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.history.PeakPhases;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.recommendation.Assignment;
import io.dephasing.core.recommendation.Plan;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.PartialSlice;
import io.dephasing.core.slice.RandomEvents;
import io.dephasing.core.slice.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One value of each type that has a codec, the same each time; none of its parts is empty. */
final class Samples {
  static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop/eu", "sync %", "blue");

  private static final long FIRST_SLICE = 29_545_000L;
  private static final int MINUTES = 6;
  private static final JobSpan SPAN =
      new JobSpan(FIRST_SLICE * Slice.LENGTH_MILLIS, Long.MIN_VALUE);

  /** Covers the last minute alone, in which the alert does not begin. */
  static final ScopedAnnotation MAINTENANCE =
      new ScopedAnnotation(
          "m/1",
          AnnotationKind.MAINTENANCE,
          new AnnotationScope("shop/eu", EventKind.JOB_START, "sync %", "blue"),
          new ScopedAnnotation.Period(
              (FIRST_SLICE + MINUTES - 2) * Slice.LENGTH_MILLIS,
              (FIRST_SLICE + MINUTES - 1) * Slice.LENGTH_MILLIS),
          new ScopedAnnotation.Text("Move to gen4 ☂", "2.1", "ops", "discs"));

  private static final ScopedAnnotation ROLLOUT =
      new ScopedAnnotation(
          "r/1",
          AnnotationKind.ROLLOUT_START,
          AnnotationScope.ofService("shop/eu"),
          ScopedAnnotation.Period.at(FIRST_SLICE * Slice.LENGTH_MILLIS),
          new ScopedAnnotation.Text(null, "v42", null, null));
  private static final Place PLACE = new Place("dephasing.annotations", 0, 17, 1_772_700_000_123L);

  static final AlertTransition.Retelling RETELLING =
      new AlertTransition.Retelling(2, "00000000000000a0");

  private final List<WindowSli> slis = new ArrayList<>();
  private final List<AlertTransition> alerts = new ArrayList<>();
  private final List<Onset> onsets = new ArrayList<>();
  private final GroupState state = new GroupState(GROUP);

  private Samples() {}

  /** The sample of this codec. */
  static Object of(Codec<?> codec) {
    Samples samples = new Samples();
    samples.watch();
    Map<String, Object> byId = new HashMap<>(samples.annotations());
    byId.putAll(
        Map.of(
            Codecs.NOTICE.id(),
            Notice.of(samples.onsets.get(0)),
            Codecs.ACROSS_STATE.id(),
            across(),
            Codecs.PARTIAL_SLICE.id(),
            new PartialSlice(GROUP.canonical(), FIRST_SLICE, rounded(slice(0))),
            Codecs.GROUP_STATE.id(),
            samples.state,
            Codecs.JOB_SPAN.id(),
            new JobSpan(1_772_700_000_123L, 1_772_800_000_456L),
            Codecs.SLI.id(),
            samples.slis.get(samples.slis.size() - 1),
            Codecs.ALERT_TRANSITION.id(),
            samples.firstHerd(),
            Codecs.RECOMMENDATION.id(),
            samples.recommendation()));
    return Objects.requireNonNull(byId.get(codec.id()), "a new codec wants a sample");
  }

  private Map<String, Object> annotations() {
    AnnotationChange change = AnnotationChange.accepted(MAINTENANCE, PLACE);
    return Map.of(
        Codecs.ANNOTATION.id(),
        MAINTENANCE,
        Codecs.ANNOTATION_CHANGE.id(),
        change,
        Codecs.BULLETIN.id(),
        Bulletin.of(change));
  }

  /** A quiet stretch, some of it not on time, then a second that breaks the policy's limit. */
  private void watch() {
    Policy policy =
        new Policy(
            "v7",
            Map.of("rate_peak_per_second", 90.0, "concurrency_max", 1_000.0),
            Policy.DEFAULT.severity(),
            Policy.DEFAULT.expectation(),
            0.95,
            Policy.DEFAULT.falseAlarmsPer30Days(),
            true);
    GroupWatch watch = new GroupWatch(policy, Lateness.DEFAULT);
    watch.know(Annotations.of(List.of(MAINTENANCE, ROLLOUT)));
    Outputs out = new Kept();
    for (int minute = 0; minute < MINUTES; minute++) {
      long index = FIRST_SLICE + minute;
      watch.add(state, index, slice(minute), index * Slice.LENGTH_MILLIS, SPAN, out);
    }
    long last = FIRST_SLICE + MINUTES;
    watch.add(state, last, burst(last), at(last), SPAN, out);
    int known = slis.size();
    // A newcomer, and another burst once its slice has settled.
    Slice newcomer = slice(MINUTES + 4);
    newcomer.add(start("newcomer", at(last + 4)), true);
    watch.add(state, last + 4, newcomer, at(last + 4), SPAN, out);
    watch.add(state, last + 8, burst(last + 8), at(last + 8), SPAN, out);
    slis.subList(known, slis.size()).clear();
    fill(state.history());
  }

  private static Slice burst(long index) {
    Slice burst = new Slice();
    RandomEvents.of(GROUP, 300, 250, at(index), at(index) + 1_000, 77)
        .forEach(event -> burst.add(event, true));
    return burst;
  }

  private static Event start(String instance, long timeMillis) {
    return new Event(
        GROUP, Instance.of(instance), timeMillis, RunPhase.START, Absent.MILLIS, Details.NONE);
  }

  /** What rules remember only of groups that they have known for long. */
  private static void fill(GroupHistory history) {
    long second = FIRST_SLICE * Slice.BUCKETS;
    Cycles.Filling cycle = new Cycles.Filling(second, 120);
    cycle.add(second + 5, 40, history.open());
    cycle.found(1, 17);
    history.cycles().open(cycle);
    history.cycles().judged(1e-4, second);
    history.herd(second);
    history.herd(second + 600);
    history.floods().add(FIRST_SLICE + 1);
    history.waves().add(FIRST_SLICE + 2);
    history.stampedes().add(FIRST_SLICE + 3);
    PeakPhases peaks = history.peakPhases();
    for (int i = 0; i <= PeakPhases.RECENT + 2; i++) {
      peaks.beginsCycle(second + 600L * i, 600);
      peaks.offer(new PeakPhases.Peak(second + 600L * i + 7L * i, 12, 1e-3 / (1 + i), 9 + i));
    }
  }

  private SpreadRecommendation recommendation() {
    return new SpreadRecommendation(
        GROUP,
        firstHerd().identity().alertId(),
        1_772_700_001_000L,
        250,
        new Plan(
            new Plan.Spread(250, 12, 55_000, 1_000, Assignment.RANK),
            12,
            12,
            List.of(new Plan.Slot("pod-1", 0), new Plan.Slot("pod-2", 1_000)),
            "half of the cadence"),
        "v7");
  }

  /** Six groups that begin together, and one that begins later. */
  private static AcrossState across() {
    AcrossState state = new AcrossState();
    AcrossWatch watch = new AcrossWatch(Policy.DEFAULT, Lateness.DEFAULT);
    long second = (FIRST_SLICE + 5) * Slice.BUCKETS;
    for (int i = 0; i < 6; i++) {
      GroupKey group = new GroupKey(EventKind.JOB_START, "shop", "job-" + i, null);
      watch.add(state, new Onset(group, second, 3, FIRST_SLICE));
    }
    watch.advance(state, (second + 10) * 1000, alert -> {});
    watch.add(state, new Onset(GROUP, second + 20, 1, FIRST_SLICE));
    return state;
  }

  private AlertTransition firstHerd() {
    AlertTransition herd =
        alerts.stream()
            .filter(alert -> alert.identity().rule().equals(RuleCatalogue.HERD.id()))
            .findFirst()
            .orElseThrow();
    return new AlertTransition(
        herd.identity(),
        herd.status(),
        herd.severity(),
        herd.group(),
        herd.lifetime(),
        herd.finding(),
        herd.policyVersion(),
        RETELLING);
  }

  private static long at(long index) {
    return index * Slice.LENGTH_MILLIS;
  }

  private static Slice slice(int minute) {
    Slice slice = new Slice();
    long start = at(FIRST_SLICE + minute);
    RandomEvents.of(GROUP, 120, 40, start, start + Slice.LENGTH_MILLIS, minute)
        .forEach(event -> slice.add(event, event.timeMillis() % 5 > 0));
    if (minute == 0) {
      echo(start, 1).forEach(event -> slice.add(event, true));
      echo(start, 2).forEach(event -> slice.add(event, true));
    }
    slice.addLate(
        new Event(
            GROUP, Instance.of("late"), start - 600_000, RunPhase.START, start, Details.NONE));
    return slice;
  }

  /** With a time that is the whole minute. */
  private static Slice rounded(Slice slice) {
    slice.add(start("rounded", at(FIRST_SLICE)), true);
    return slice;
  }

  /**
   * A herd of retries, ten seconds after the attempt before it. No group has both: it fills all.
   */
  private static List<Event> echo(long startMillis, int attempt) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      events.add(
          new Event(
              new GroupKey(EventKind.RETRY, "shop/eu", "sync %", "blue"),
              Instance.of("instance-" + i),
              startMillis + 10_000L * attempt + 20L * i,
              RunPhase.START,
              Absent.MILLIS,
              new Details(Schedule.NONE, Run.NONE, new Attempt(attempt, 10_000), Tags.NONE)));
    }
    return events;
  }

  private final class Kept implements Outputs {
    @Override
    public void sli(WindowSli sli) {
      slis.add(sli);
    }

    @Override
    public void alert(AlertTransition transition) {
      alerts.add(transition);
    }

    @Override
    public void recommendation(SpreadRecommendation recommendation) {}

    @Override
    public void onset(Onset onset) {
      onsets.add(onset);
    }

    @Override
    public void account(Account account, long events) {}
  }
}
