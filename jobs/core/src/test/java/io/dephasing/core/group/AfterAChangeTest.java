package io.dephasing.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.annotation.Annotations;
import io.dephasing.core.annotation.Notes;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import io.dephasing.core.event.Warmth;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.sli.Comparison;
import io.dephasing.core.sli.Comparison.Change;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Hourly jobs, eight hours before dephasing is changed and eight after. */
class AfterAChangeTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final long FIRST = 29_545_200L;
  private static final int HOURS = 8;
  private static final long HOUR = 60;
  private static final int MEMBERS = 40;

  private final List<AlertTransition> alerts = new ArrayList<>();
  private final List<WindowSli> slis = new ArrayList<>();
  private final GroupWatch watch = new GroupWatch(Policy.DEFAULT, Lateness.DEFAULT);
  private final GroupState state = new GroupState(GROUP);
  private final JobSpan span = new JobSpan((FIRST - 10) * Slice.LENGTH_MILLIS, Long.MIN_VALUE);
  private final SplittableRandom random = new SplittableRandom(5);
  private final Outputs out = new Kept();

  /** What each hour's runs are like. */
  private record Runs(long spreadMillis, long durationMillis, double failureRatio) {}

  @Test
  void the_peaks_change_is_reported_with_its_interval() {
    play(new Runs(10_000, 2_000, 0), new Runs(60_000, 2_000, 0));

    Comparison last = slis.get(slis.size() - 1).compliance().comparison();
    assertThat(last.baselines().get("rate_peak_per_second")).isBetween(5.0, 12.0);
    Change peak = change(last, "rate_peak_per_second");
    assertThat(peak.value()).isLessThan(-0.4).isBetween(peak.low(), peak.high());
    assertThat(peak.high()).isNegative();
    Change events = change(last, "events");
    assertThat(events.low()).isNegative();
    assertThat(events.high()).as("as many events as before").isPositive();
    assertThat(change(last, "spread_stddev_seconds").low()).isPositive();
  }

  private static Change change(Comparison comparison, String measure) {
    return Objects.requireNonNull(comparison.changes().get(measure), measure);
  }

  @Test
  void without_a_change_there_is_a_baseline_and_no_change() {
    hours(0, HOURS, new Runs(60_000, 2_000, 0));

    Comparison last = slis.get(slis.size() - 1).compliance().comparison();
    assertThat(last.baselines()).containsKeys("events", "duration_p99_seconds");
    assertThat(last.changes()).isEmpty();
  }

  @Test
  void failures_that_stay_while_the_peak_falls_are_masked() {
    play(new Runs(10_000, 2_000, 0.2), new Runs(60_000, 2_000, 0.2));

    assertThat(fired("masked-failure")).isNotEmpty();
    assertThat(fired("over-throttled")).isEmpty();
  }

  @Test
  void failures_that_fall_with_the_peak_are_cured() {
    play(new Runs(10_000, 2_000, 0.2), new Runs(60_000, 2_000, 0.05));

    assertThat(fired("masked-failure")).isEmpty();
  }

  @Test
  void a_peak_that_has_not_fallen_masks_nothing() {
    play(new Runs(60_000, 2_000, 0.2), new Runs(60_000, 2_000, 0.2));

    assertThat(fired("masked-failure")).isEmpty();
  }

  @Test
  void runs_that_take_twice_as_long_after_the_change_are_throttled() {
    play(new Runs(10_000, 2_000, 0), new Runs(60_000, 4_000, 0));

    assertThat(fired("over-throttled"))
        .isNotEmpty()
        .allSatisfy(
            alert ->
                assertThat(alert.finding().evidence().conditions().get(0).name())
                    .isEqualTo("duration_p99_seconds"));
  }

  @Test
  void runs_that_took_long_for_a_while_are_no_news_any_more() {
    play(new Runs(10_000, 2_000, 0), new Runs(60_000, 8_000, 0));
    assertThat(fired("over-throttled")).isNotEmpty();
    assertThat(last("over-throttled")).isEqualTo(Status.FIRING);

    hours(2 * HOURS, 2 * HOURS + 4, new Runs(60_000, 2_000, 0));
    assertThat(last("over-throttled")).isEqualTo(Status.RESOLVED);
  }

  @Test
  void runs_that_take_a_tenth_longer_are_not() {
    play(new Runs(10_000, 2_000, 0), new Runs(60_000, 2_200, 0));

    assertThat(fired("over-throttled")).isEmpty();
  }

  private void play(Runs before, Runs after) {
    hours(0, HOURS, before);
    long changedMillis = (FIRST + HOURS * HOUR) * Slice.LENGTH_MILLIS;
    watch.know(
        Annotations.of(
            List.of(
                Notes.instant(
                    AnnotationKind.DEPHASING_CHANGE, "shop", changedMillis, "spread over 60 s"))));
    hours(HOURS, 2 * HOURS, after);
  }

  private void hours(int from, int to, Runs runs) {
    for (int hour = from; hour < to; hour++) {
      long index = FIRST + hour * HOUR;
      Slice starts = new Slice();
      Slice ends = new Slice();
      for (int member = 0; member < MEMBERS; member++) {
        long at = index * Slice.LENGTH_MILLIS + random.nextLong(runs.spreadMillis());
        starts.add(event(at, member, RunPhase.START, Run.NONE), true);
        boolean fails = random.nextDouble() < runs.failureRatio();
        long duration = runs.durationMillis() + random.nextLong(runs.durationMillis() / 4);
        Run run =
            new Run(
                null,
                duration,
                fails ? RunOutcome.FAILURE : RunOutcome.SUCCESS,
                Warmth.UNKNOWN,
                false);
        ends.add(
            event((index + 1) * Slice.LENGTH_MILLIS + member, member, RunPhase.END, run), true);
      }
      watch.add(state, index, starts, index * Slice.LENGTH_MILLIS, span, out);
      watch.add(state, index + 1, ends, (index + 1) * Slice.LENGTH_MILLIS, span, out);
      watch.advance(state, (index + HOUR - 1) * Slice.LENGTH_MILLIS, span, out);
    }
  }

  private static Event event(long atMillis, int member, RunPhase phase, Run run) {
    return new Event(
        GROUP,
        Instance.of("pod-" + member),
        atMillis,
        phase,
        Absent.MILLIS,
        new Details(Schedule.NONE, run, Attempt.NONE, Tags.NONE));
  }

  private Status last(String rule) {
    return alerts.stream()
        .filter(alert -> alert.identity().rule().equals(rule))
        .reduce((first, second) -> second)
        .orElseThrow()
        .status();
  }

  private List<AlertTransition> fired(String rule) {
    return alerts.stream()
        .filter(alert -> alert.identity().rule().equals(rule) && alert.status() == Status.FIRING)
        .toList();
  }

  private final class Kept implements Outputs {
    @Override
    public void onset(Onset onset) {}

    @Override
    public void account(Account account, long events) {}

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
  }
}
