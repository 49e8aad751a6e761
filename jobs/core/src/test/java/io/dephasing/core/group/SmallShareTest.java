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
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.rule.Progress.Lateness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tenth of the members, each at second 0 of a minute of its own: cron without jitter. */
@Tag("long")
class SmallShareTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "fleet", "cron", null);
  private static final long START = 1_772_668_800_000L;
  private static final long HOUR = 3_600_000;
  private static final long MINUTE = 60_000;
  private static final int MEMBERS = 600;
  private static final int SHARE = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void a_tenth_at_second_0_of_minutes_of_their_own_is_a_ticket_and_ends(long seed) {
    List<AlertTransition> alerts = alerts(crons(seed));

    assertThat(alerts).extracting(alert -> alert.identity().alertId()).containsOnly(id(alerts));
    AlertTransition first = alerts.get(0);
    assertThat(first.identity().rule()).isEqualTo("phase-lock");
    assertThat(first.severity()).isEqualTo(AlertSeverity.TICKET);
    assertThat(first.lifetime().decidedAtMillis()).isLessThan(START + 2 * HOUR + 5 * MINUTE);
    assertThat(first.finding().wording().summary())
        .matches(
            "[67]\\d of 600 instances of fleet/cron start at second 0 of a minute; by chance it"
                + " would be 10");
    AlertTransition last = alerts.get(alerts.size() - 1);
    assertThat(last.status()).isEqualTo(Status.RESOLVED);
    assertThat(last.lifetime().endsAtMillis()).isBetween(START + 4 * HOUR, START + 5 * HOUR);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void in_whatever_order_they_arrive(long seed) {
    List<Event> events = crons(seed);
    events.sort(Comparator.comparingLong(Event::timeMillis));
    Reading apart = new Reading(3, Reading.By.INSTANCE, seed, 90_000, true, Lateness.DEFAULT);

    JobOutcomes.assertSame(PureJob.run(events, apart), PureJob.run(events, Reading.AS_DELIVERED));
  }

  /** Six hours, in the first four of which a tenth does not jitter. */
  private static List<Event> crons(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      long minute = random.nextInt(60) * MINUTE;
      for (int hour = 0; hour < 6; hour++) {
        boolean isCron = i < SHARE && hour < 4;
        long second = isCron ? random.nextLong(900) : random.nextLong(MINUTE);
        add(events, i, START + hour * HOUR + minute + second);
      }
    }
    return events;
  }

  /** What is innocent: offsets by a hash, batches that begin together, whole minutes. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void others_are_silent(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Event> hashed = new ArrayList<>();
    List<Event> together = new ArrayList<>();
    List<Event> rounded = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      long own = random.nextLong(HOUR);
      for (int hour = 0; hour < 5; hour++) {
        add(hashed, i, START + hour * HOUR + own);
        add(rounded, i, START + hour * HOUR + own / MINUTE * MINUTE);
        long batch = new SplittableRandom(seed * 1_000 + hour * 100L + i / 10).nextLong(HOUR);
        add(together, i, START + hour * HOUR + batch);
      }
    }

    for (List<Event> events : List.of(hashed, together, rounded)) {
      assertThat(alerts(events)).noneMatch(alert -> alert.identity().rule().equals("phase-lock"));
    }
  }

  private static String id(List<AlertTransition> alerts) {
    return alerts.isEmpty() ? "none" : alerts.get(0).identity().alertId();
  }

  private static List<AlertTransition> alerts(List<Event> events) {
    events.sort(Comparator.comparingLong(Event::timeMillis));
    return PureJob.run(events, Reading.AS_DELIVERED).alerts();
  }

  private static void add(List<Event> events, int member, long atMillis) {
    events.add(
        new Event(
            GROUP,
            Instance.of("host-" + member),
            atMillis,
            RunPhase.START,
            Absent.MILLIS,
            new Details(Schedule.NONE, Run.NONE, Attempt.NONE, Tags.NONE)));
  }
}
