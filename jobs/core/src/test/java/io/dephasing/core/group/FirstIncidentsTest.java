package io.dephasing.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
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
import io.dephasing.core.event.Warmth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a group does first may be an incident: it is not its own baseline (METHOD 6.2, 6.3). */
@Tag("long")
class FirstIncidentsTest {
  private static final long START = 1_772_668_800_000L;
  private static final long MINUTE = 60_000;
  private static final int MINUTES = 120;
  private static final GroupKey OTHER = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final GroupKey RETRIES = new GroupKey(EventKind.RETRY, "pay", "charge", null);
  private static final GroupKey RESTARTS =
      new GroupKey(EventKind.REMEDIATION, "edge", "restart", null);

  private final List<Event> events = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(3);

  @BeforeEach
  void somebody_else_acts_all_the_time() {
    for (int i = 0; i < 6 * MINUTES; i++) {
      add(OTHER, i % 7, 10_000L * i, RunPhase.START, Absent.MILLIS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 6, 8, 9, 11, 12, 20})
  void a_flood_of_a_service_never_seen_lasts_as_long_as_it_lasts(int silentMinutes) {
    for (long i = 0; i < 40 * 240; i++) {
      long at = silentMinutes * MINUTE + i * (MINUTE / 240) + random.nextLong(200);
      add(RETRIES, (int) (i % 50), at, RunPhase.START, Absent.MILLIS);
    }

    List<AlertTransition> floods = resolved("retry-flood");
    assertThat(floods).hasSize(1);
    assertThat(minute(floods.get(0).lifetime().startsAtMillis()))
        .isBetween(silentMinutes, silentMinutes + 1);
    assertThat(minute(floods.get(0).lifetime().endsAtMillis())).isGreaterThan(silentMinutes + 38);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 50})
  void a_first_storm_is_found_when_its_first_end_comes_and_lasts_until_few_are_left(int hosts) {
    long from = 60 * MINUTE;
    for (int host = 0; host < hosts; host++) {
      long runs = 4 * MINUTE + host * (20 * MINUTE / hosts);
      add(RESTARTS, host, from + 50L * host, RunPhase.START, Absent.MILLIS);
      add(RESTARTS, host, from + 50L * host + runs, RunPhase.END, runs);
    }

    List<AlertTransition> storms = resolved("remediation-storm");
    assertThat(storms).hasSize(1);
    assertThat(minute(storms.get(0).lifetime().startsAtMillis())).isEqualTo(64);
    // By then half of them have ended.
    assertThat(minute(storms.get(0).lifetime().endsAtMillis())).isGreaterThanOrEqualTo(66);
  }

  @Test
  void two_at_a_time_are_no_storm() {
    for (int pair = 0; pair < 10; pair++) {
      for (int i = 0; i < 2; i++) {
        long at = 60 * MINUTE + pair * 75_000L + 500L * i;
        add(RESTARTS, 2 * pair + i, at, RunPhase.START, Absent.MILLIS);
        add(RESTARTS, 2 * pair + i, at + MINUTE, RunPhase.END, MINUTE);
      }
    }

    assertThat(resolved("remediation-storm")).isEmpty();
  }

  private void add(GroupKey group, int instance, long at, RunPhase phase, long duration) {
    Run run = new Run(null, duration, null, Warmth.UNKNOWN, false);
    Attempt attempt =
        group.kind() == EventKind.RETRY ? new Attempt(1, Absent.MILLIS) : Attempt.NONE;
    events.add(
        new Event(
            group,
            Instance.of("i-" + instance),
            START + at,
            phase,
            Absent.MILLIS,
            new Details(Schedule.NONE, run, attempt, Tags.NONE)));
  }

  private static int minute(long millis) {
    return (int) ((millis - START) / MINUTE);
  }

  private List<AlertTransition> resolved(String rule) {
    events.sort(Comparator.comparingLong(Event::timeMillis));
    return PureJob.run(events, Reading.AS_DELIVERED).alerts().stream()
        .filter(alert -> alert.identity().rule().equals(rule))
        .filter(alert -> alert.status() == Status.RESOLVED)
        .toList();
  }
}
