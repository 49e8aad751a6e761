package io.dephasing.core.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.ResourceCount;
import io.dephasing.core.slice.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Measures that stand at the end of a longer stretch than their window. */
class MeasuresOfAGroupTest {
  /** Slices settle a minute after they end: what a window tells of the past is then near. */
  private static final Reading SOON_SETTLED =
      new Reading(1, Reading.By.GROUP, 0, 0, false, new Lateness(2_000, 60_000));

  private static final GroupKey JOBS = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final GroupKey RETRIES = new GroupKey(EventKind.RETRY, "shop", "charge", null);
  private static final long MINUTE = Slice.LENGTH_MILLIS;

  /** An hour of the day begins here. */
  private static final long START = 29_545_020L * MINUTE;

  private final List<Event> events = new ArrayList<>();

  @Test
  void a_period_is_seen_once_three_of_it_were_watched() {
    for (int cycle = 0; cycle < 12; cycle++) {
      everybody(10, START + cycle * (5 * MINUTE) + 7_000, Details.NONE);
    }

    List<WindowSli> slis = run(JOBS);
    assertThat(values(slis, Measure.PERIOD_SECONDS).get(0)).isNaN();
    WindowSli last = slis.get(slis.size() - 1);
    assertThat(last.measures().value(Measure.PERIOD_SECONDS)).isEqualTo(300);
    assertThat(last.measures().value(Measure.PERIOD_ORDER_PARAMETER)).isCloseTo(1, within(0.01));
  }

  @Test
  void members_seen_are_those_of_the_last_finished_cycle() {
    for (int cycle = 0; cycle < 16; cycle++) {
      long scheduled = START + cycle * (5 * MINUTE);
      everybody(cycle < 12 ? 10 : 7, scheduled + 7_000, scheduled(scheduled));
    }
    everybody(10, START + 80 * MINUTE, scheduled(START + 80 * MINUTE));

    List<WindowSli> slis = run(JOBS);
    assertThat(at(slis, 12 * 5).measures().value(Measure.MEMBERS_SEEN_RATIO)).isEqualTo(1);
    assertThat(at(slis, 15 * 5).measures().value(Measure.MEMBERS_SEEN_RATIO))
        .isCloseTo(0.7, within(1e-9));
  }

  @Test
  void without_a_cadence_no_cycle_has_seen_anybody() {
    everybody(10, START, Details.NONE);

    assertThat(values(run(JOBS), Measure.MEMBERS_SEEN_RATIO)).allMatch(value -> value.isNaN());
  }

  @Test
  void clocks_are_apart_by_what_lies_between_the_1st_and_the_99th_percentile() {
    for (int i = 0; i < 200; i++) {
      // Three of 200 are ahead of the broker, two of them by more than 100 ms.
      long delta = i == 0 ? -4_000 : i == 1 ? -1_000 : i == 2 ? -90 : 500;
      add(JOBS, "pod-" + i, START + i * 10L, RunPhase.START, START + i * 10L + delta, Details.NONE);
    }

    WindowSli sli = run(JOBS).get(0);
    assertThat(sli.measures().value(Measure.CLOCK_AHEAD_EVENTS)).isEqualTo(2);
    assertThat(sli.measures().value(Measure.BROKER_DELAY_P99_SECONDS)).isCloseTo(0.5, within(0.05));
    // The second least of 200 is the 1st percentile.
    assertThat(sli.measures().value(Measure.CLOCK_SKEW_SECONDS)).isCloseTo(1.5, within(0.15));
  }

  @Test
  void without_the_broker_s_time_nothing_is_known_of_clocks() {
    everybody(10, START, Details.NONE);

    WindowSli sli = run(JOBS).get(0);
    assertThat(sli.measures().has(Measure.CLOCK_AHEAD_EVENTS)).isFalse();
    assertThat(sli.measures().has(Measure.CLOCK_SKEW_SECONDS)).isFalse();
    assertThat(sli.measures().has(Measure.BROKER_DELAY_P99_SECONDS)).isFalse();
  }

  @Test
  void a_request_that_is_retried_once_is_two_attempts() {
    for (int i = 0; i < 8; i++) {
      add(RETRIES, "client-" + i, START + i, RunPhase.START, Absent.MILLIS, attempt(1));
    }
    for (int i = 0; i < 4; i++) {
      add(RETRIES, "client-" + i, START + 5_000 + i, RunPhase.START, Absent.MILLIS, attempt(2));
    }

    assertThat(run(RETRIES).get(0).measures().value(Measure.RETRY_AMPLIFICATION_RATIO))
        .isEqualTo(1 + 12 / 8.0);
  }

  @Test
  void the_busiest_resource_key_is_counted_and_named() {
    for (int i = 0; i < 30; i++) {
      String key = i % 3 == 0 ? "b" : "a";
      add(JOBS, "pod-" + i, START + i * 10L, RunPhase.START, Absent.MILLIS, tagged(key, null));
    }

    WindowSli sli = run(JOBS).get(0);
    assertThat(sli.measures().value(Measure.RESOURCE_EVENTS_MAX)).isEqualTo(20);
    assertThat(sli.nonScalars().topResourceKeys())
        .containsExactly(new ResourceCount("a", 20), new ResourceCount("b", 10));
  }

  @Test
  void runs_without_end_are_those_overdue_of_those_that_ended() {
    for (int i = 0; i < 3; i++) {
      begin("pod-" + i, "run-" + i, START + 1_000L * i);
      end("pod-" + i, "run-" + i, START + 30_000 + 1_000L * i, 29_000);
    }
    // One START has no END: it is overdue after three times the longest run.
    begin("pod-3", "run-3", START + 150_000);
    begin("pod-9", "run-9", START + 6 * MINUTE);
    end("pod-9", "run-9", START + 6 * MINUTE + 20_000, 20_000);

    List<WindowSli> slis = run(JOBS);
    List<Double> missing = values(slis, Measure.END_MISSING_RATIO);
    assertThat(missing).contains(1.0);
    assertThat(missing.get(missing.size() - 1)).isNotEqualTo(1.0);
  }

  @Test
  void runs_that_follow_one_another_are_consistent() {
    for (int i = 0; i < 10; i++) {
      begin("pod", "run-" + i, START + 30_000L * i);
      end("pod", "run-" + i, START + 30_000L * i + 30_000, 30_000);
    }

    assertThat(values(run(JOBS), Measure.INCONSISTENT_RUNS)).allMatch(v -> v.isNaN() || v == 0);
  }

  @Test
  void runs_that_overlap_across_minutes_come_twice_or_end_before_they_start_are_not() {
    begin("overlaps", "run-1", START + 10_000);
    begin("overlaps", "run-2", START + 70_000);
    end("overlaps", "run-1", START + 200_000, 190_000);
    end("overlaps", "run-2", START + 330_000, 260_000);
    begin("twice", "run-3", START + 60_000);
    end("twice", "run-3", START + 65_000, 5_000);
    begin("twice", "run-3", START + 125_000);
    end("backwards", "run-4", START + 245_000, Absent.MILLIS);
    begin("backwards", "run-4", START + 250_000);

    assertThat(values(run(JOBS), Measure.INCONSISTENT_RUNS).subList(0, 6))
        .containsExactly(0.0, 0.0, 1.0, 0.0, 1.0, 1.0);
  }

  @Test
  void runs_without_an_id_tell_nothing_of_their_order() {
    everybody(3, START, Details.NONE);

    assertThat(run(JOBS).get(0).measures().has(Measure.INCONSISTENT_RUNS)).isFalse();
  }

  @Test
  void a_new_version_is_on_its_way_until_19_of_20_have_it() {
    for (int minute = 0; minute < 40; minute++) {
      for (int pod = 0; pod < 20; pod++) {
        boolean isNew = minute >= 20 && pod < 2 * (minute - 19);
        add(
            JOBS,
            "pod-" + pod,
            START + minute * MINUTE + pod * 1_000L,
            RunPhase.START,
            Absent.MILLIS,
            tagged(null, isNew ? "v2" : "v1"));
      }
    }

    List<Double> windows = values(run(JOBS), Measure.CONSISTENCY_WINDOW_SECONDS);
    assertThat(windows.subList(0, 22)).allMatch(value -> value.isNaN());
    // As of two minutes before: the first event was at 20:00.
    assertThat(windows.get(22)).isEqualTo(180);
    assertThat(windows.get(30)).isEqualTo(660);
    // All 20 had it in minute 29: from 20:00 to 29:19.
    assertThat(windows.get(31)).isEqualTo(9 * 60 + 19);
    assertThat(windows.subList(32, 40)).allMatch(value -> value.isNaN());
  }

  @Test
  void the_versions_of_a_group_s_first_minutes_are_no_rollout() {
    for (int minute = 0; minute < 15; minute++) {
      for (int pod = 0; pod < 10; pod++) {
        String version = "v" + (pod % 2 == 0 ? 1 : Math.min(minute, 3));
        add(
            JOBS,
            "pod-" + pod,
            START + minute * MINUTE + pod,
            RunPhase.START,
            Absent.MILLIS,
            tagged(null, version));
      }
    }

    assertThat(values(run(JOBS), Measure.CONSISTENCY_WINDOW_SECONDS)).allMatch(v -> v.isNaN());
  }

  @Test
  void offsets_are_measured_over_the_finished_cycles_of_an_hour() {
    for (int cycle = 0; cycle < 4; cycle++) {
      long scheduled = START + cycle * (10 * MINUTE);
      for (int pod = 0; pod < 40; pod++) {
        // Even slots on the lower half of the window, and one beyond it; all applied.
        long offset = pod == 39 ? 130_000 : pod * 1_500L;
        Schedule schedule = new Schedule(scheduled, offset, 120_000);
        add(
            JOBS,
            "pod-" + pod,
            scheduled + offset,
            RunPhase.START,
            Absent.MILLIS,
            new Details(schedule, Run.NONE, Attempt.NONE, Tags.NONE));
      }
    }

    WindowSli sli = at(run(JOBS), 30);
    assertThat(sli.measures().value(Measure.OFFSET_SLOPE)).isCloseTo(1, within(1e-9));
    assertThat(sli.measures().value(Measure.OFFSET_OUTSIDE_EVENTS)).isEqualTo(3);
    assertThat(sli.measures().value(Measure.OFFSET_COVERAGE_RATIO))
        .isCloseTo(121.0 / 119, within(1e-9));
    assertThat(sli.measures().value(Measure.OFFSET_UNIFORMITY_P_VALUE)).isLessThan(1e-6);
    assertThat(sli.measures().value(Measure.OFFSET_DISTINCT_RATIO)).isCloseTo(1, within(0.15));
  }

  @Test
  void without_offsets_nothing_is_known_of_them() {
    everybody(10, START, Details.NONE);
    everybody(10, START + 10 * MINUTE, Details.NONE);

    WindowSli sli = at(run(JOBS), 10);
    for (Measure measure :
        List.of(
            Measure.OFFSET_SLOPE,
            Measure.OFFSET_OUTSIDE_EVENTS,
            Measure.OFFSET_COVERAGE_RATIO,
            Measure.OFFSET_UNIFORMITY_P_VALUE,
            Measure.OFFSET_DISTINCT_RATIO)) {
      assertThat(sli.measures().has(measure)).as("%s", measure).isFalse();
    }
  }

  private void everybody(int pods, long fromMillis, Details details) {
    for (int i = 0; i < pods; i++) {
      add(JOBS, "pod-" + i, fromMillis + i, RunPhase.START, Absent.MILLIS, details);
    }
  }

  private void begin(String pod, String run, long millis) {
    add(JOBS, pod, millis, RunPhase.START, Absent.MILLIS, run(run, Absent.MILLIS));
  }

  private void end(String pod, String run, long millis, long durationMillis) {
    add(JOBS, pod, millis, RunPhase.END, Absent.MILLIS, run(run, durationMillis));
  }

  private void add(
      GroupKey group, String pod, long millis, RunPhase phase, long brokerMillis, Details details) {
    events.add(new Event(group, Instance.of(pod), millis, phase, brokerMillis, details));
  }

  private static Details run(String id, long durationMillis) {
    Run run = new Run(id, durationMillis, RunOutcome.SUCCESS, Warmth.UNKNOWN, false);
    return new Details(Schedule.NONE, run, Attempt.NONE, Tags.NONE);
  }

  private static Details scheduled(long millis) {
    Schedule schedule = new Schedule(millis, Absent.MILLIS, Absent.MILLIS);
    return new Details(schedule, Run.NONE, Attempt.NONE, Tags.NONE);
  }

  private static Details attempt(int number) {
    return new Details(Schedule.NONE, Run.NONE, new Attempt(number, 1_000), Tags.NONE);
  }

  private static Details tagged(@Nullable String key, @Nullable String version) {
    return new Details(Schedule.NONE, Run.NONE, Attempt.NONE, new Tags(null, key, version, null));
  }

  private List<WindowSli> run(GroupKey group) {
    events.sort(Comparator.comparingLong(Event::timeMillis));
    return PureJob.run(events, SOON_SETTLED).slis().stream()
        .filter(sli -> sli.group().equals(group) && sli.revision() == 0)
        .sorted(Comparator.comparingLong(sli -> sli.window().startMillis()))
        .toList();
  }

  private static WindowSli at(List<WindowSli> slis, int minute) {
    return slis.stream()
        .filter(sli -> sli.window().startMillis() == START + minute * MINUTE)
        .findFirst()
        .orElseThrow();
  }

  private static List<Double> values(List<WindowSli> slis, Measure measure) {
    return slis.stream().map(sli -> sli.measures().value(measure)).toList();
  }
}
