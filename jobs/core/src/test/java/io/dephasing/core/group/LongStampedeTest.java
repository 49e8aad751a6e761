package io.dephasing.core.group;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stampede must not become its own baseline (METHOD 7.2). */
@Tag("long")
class LongStampedeTest {
  private static final GroupKey GROUP =
      new GroupKey(EventKind.JOB_START, "shop", "refill-cache", null);
  private static final long NOON = 1_772_712_000_000L;
  private static final long MINUTE = 60_000;
  private static final int CLIENTS = 150;
  private static final String HOT = "price-list";

  /** Twice half an hour in which the hot key expires each minute, an hour apart. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void one_of_half_an_hour_lasts_half_an_hour_and_the_next_is_found(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Event> events = new ArrayList<>();
    for (long at = NOON; at < NOON + 180 * MINUTE; at += 300) {
      String key = random.nextInt(40) == 0 ? HOT : "item-" + random.nextInt(500);
      add(events, random.nextInt(CLIENTS), at + random.nextInt(300), key);
    }
    for (long minute : List.of(45L, 105L)) {
      for (long at = minute; at < minute + 30; at++) {
        for (int client = 0; client < 60; client++) {
          add(events, client, NOON + at * MINUTE + 10_000 + random.nextInt(400), HOT);
        }
      }
    }
    events.sort(Comparator.comparingLong(Event::timeMillis));
    List<JobOutcome.Resolved> stampedes =
        PureJob.run(events, Reading.AS_DELIVERED).resolved().stream()
            .filter(alert -> alert.rule().equals("stampede"))
            .toList();

    assertThat(stampedes).hasSize(2);
    assertThat(stampedes.get(0).startsAtMillis()).isEqualTo(NOON + 45 * MINUTE + 10_000);
    assertThat(stampedes.get(0).endsAtMillis()).isBetween(NOON + 74 * MINUTE, NOON + 76 * MINUTE);
    assertThat(stampedes.get(1).startsAtMillis()).isEqualTo(NOON + 105 * MINUTE + 10_000);
    assertThat(stampedes.get(1).endsAtMillis()).isBetween(NOON + 134 * MINUTE, NOON + 136 * MINUTE);
  }

  private static void add(List<Event> events, int client, long atMillis, String key) {
    events.add(
        new Event(
            GROUP,
            Instance.of("cache-" + client),
            atMillis,
            RunPhase.START,
            Absent.MILLIS,
            new Details(Schedule.NONE, Run.NONE, Attempt.NONE, new Tags(null, key, null, null))));
  }
}
