package io.dephasing.simulation.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.group.JobOutcome;
import io.dephasing.core.group.JobOutcomes;
import io.dephasing.core.group.Reading;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.simulation.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Producers that round their times (METHOD 5.5): what is said of them, and what is not. */
class RoundedTimesTest {
  private static final long FROM = Instant.parse("2026-03-05T12:00:00Z").toEpochMilli();
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final int MINUTES = 90;
  private static final int MEMBERS = 80;
  private static final int LATER = 20;

  private final List<Event> events = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(5);

  /** A fleet whose members act at any time, so that the job is known for long. */
  private void background() {
    for (int i = 0; i < 20 * MINUTES; i++) {
      start(group("background"), i % 40, 3 * SECOND * i + random.nextLong(3 * SECOND));
    }
  }

  private void minutely(GroupKey group, int first, long offsetMillis) {
    for (int minute = first; minute < MINUTES; minute++) {
      for (int i = 0; i < MEMBERS; i++) {
        start(group, i, minute * MINUTE + offsetMillis);
      }
    }
  }

  private static GroupKey group(String name) {
    return new GroupKey(EventKind.JOB_START, "shop", name, null);
  }

  private void start(GroupKey group, int instance, long millis) {
    Details details =
        group.kind() == EventKind.RETRY
            ? new Details(
                Details.NONE.schedule(),
                Details.NONE.run(),
                new Attempt(1, 500),
                Details.NONE.tags())
            : Details.NONE;
    events.add(
        new Event(
            group,
            Instance.of(group.name() + "-" + instance),
            FROM + millis,
            RunPhase.START,
            Absent.MILLIS,
            details));
  }

  private JobOutcome run(Reading reading) {
    return run(reading, Map.of());
  }

  private JobOutcome run(Reading reading, Map<String, Double> limits) {
    List<Event> delivered = new ArrayList<>(events);
    delivered.sort(Comparator.comparingLong(Event::timeMillis));
    return Detection.of(delivered, new Setting(List.of(), limits), reading);
  }

  private static Set<String> rules(JobOutcome outcome) {
    return outcome.alerts().stream()
        .map(alert -> alert.identity().rule())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static WindowSli lastOf(JobOutcome outcome, GroupKey group) {
    return outcome.slis().stream()
        .filter(sli -> sli.group().equals(group) && sli.measures().value(Measure.EVENTS) > 0)
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  @Test
  void whole_minutes_raise_no_herd_not_even_in_the_first() {
    background();
    minutely(group("minutes"), LATER, 0);
    JobOutcome outcome = run(Reading.AS_DELIVERED);

    assertThat(rules(outcome)).isEmpty();
    WindowSli last = lastOf(outcome, group("minutes"));
    assertThat(last.measures().value(Measure.TIME_RESOLUTION_SECONDS)).isEqualTo(60);
    assertThat(last.measures().has(Measure.RATE_PEAK_PER_SECOND)).isFalse();
    assertThat(last.measures().value(Measure.EVENTS)).isEqualTo(MEMBERS);
    assertThat(lastOf(outcome, group("background")).measures().has(Measure.TIME_RESOLUTION_SECONDS))
        .isFalse();
  }

  @Test
  void what_cron_starts_at_the_full_minute_is_not_rounded() {
    background();
    GroupKey cron = group("cron");
    for (int minute = LATER; minute < MINUTES; minute++) {
      for (int i = 0; i < MEMBERS; i++) {
        start(cron, i, minute * MINUTE + random.nextLong(400));
      }
    }

    assertThat(rules(run(Reading.AS_DELIVERED))).contains("herd");
  }

  @Test
  void whole_seconds_raise_what_they_did_and_say_so() {
    background();
    GroupKey group = group("seconds");
    for (int minute = 0; minute < MINUTES; minute++) {
      for (int i = 0; i < MEMBERS; i++) {
        start(group, i, minute * MINUTE + (minute == 60 ? 0 : random.nextInt(60) * SECOND));
      }
    }
    JobOutcome outcome = run(Reading.AS_DELIVERED);

    assertThat(rules(outcome)).containsExactly("herd");
    assertThat(outcome.alerts())
        .allSatisfy(
            alert -> {
              assertThat(alert.finding().evidence().value("time_resolution_seconds")).hasValue(1);
              assertThat(alert.finding().wording().description())
                  .contains("The times of its events are rounded to whole seconds");
            });
    assertThat(lastOf(outcome, group).measures().value(Measure.TIME_RESOLUTION_SECONDS))
        .isEqualTo(1);
  }

  @Test
  void groups_of_whole_minutes_do_not_collide() {
    background();
    for (int i = 0; i < 8; i++) {
      minutely(group("minutes-" + i), LATER + 5 * i, 0);
    }

    assertThat(rules(run(Reading.AS_DELIVERED))).isEmpty();
  }

  @Test
  void a_minute_is_no_period_where_all_are_whole_minutes() {
    background();
    for (int minute = 0; minute < MINUTES; minute++) {
      for (int i = 0; i < 4; i++) {
        if (random.nextInt(3) == 0) {
          start(group("sparse"), i, minute * MINUTE);
        }
      }
    }
    JobOutcome outcome = run(Reading.AS_DELIVERED);

    assertThat(rules(outcome)).isEmpty();
    assertThat(lastOf(outcome, group("sparse")).measures().has(Measure.CADENCE_SECONDS)).isFalse();
  }

  @Test
  void a_limit_a_second_is_passed_where_a_minute_holds_sixty_times_that() {
    background();
    minutely(group("minutes"), LATER, 0);
    Map<String, Double> above = Map.of("rate_peak_per_second", 1.4);
    Map<String, Double> below = Map.of("rate_peak_per_second", 1.2);

    assertThat(rounded(run(Reading.AS_DELIVERED, above))).isEmpty();
    assertThat(rounded(run(Reading.AS_DELIVERED, below))).isNotEmpty();
  }

  private static List<AlertTransition> rounded(JobOutcome outcome) {
    return outcome.alerts().stream()
        .filter(alert -> alert.group().equals(group("minutes")))
        .toList();
  }

  @Test
  void a_flood_of_whole_minutes_is_one() {
    background();
    GroupKey retries = new GroupKey(EventKind.RETRY, "shop", "call", null);
    for (int minute = 0; minute < MINUTES; minute++) {
      int count = minute >= 60 && minute < 66 ? 200 : 5;
      for (int i = 0; i < count; i++) {
        start(retries, i, minute * MINUTE);
      }
    }

    assertThat(rules(run(Reading.AS_DELIVERED))).containsExactly("retry-flood");
  }

  @Test
  void the_order_of_arrival_changes_nothing() {
    background();
    minutely(group("minutes"), LATER, 0);
    GroupKey mixed = group("mixed");
    for (int minute = 5; minute < MINUTES; minute++) {
      for (int i = 0; i < MEMBERS; i++) {
        boolean isFine = minute % 20 == 7 && i % 10 == 3;
        start(mixed, i, minute * MINUTE + (isFine ? random.nextLong(900) : 0));
      }
    }
    JobOutcome delivered = run(Reading.AS_DELIVERED);

    assertThat(delivered.alerts()).isNotEmpty();
    for (int seed = 1; seed <= 3; seed++) {
      JobOutcomes.assertSame(
          run(new Reading(4, Reading.By.INSTANCE, seed, 100_000, true, Lateness.DEFAULT)),
          delivered);
    }
  }
}
