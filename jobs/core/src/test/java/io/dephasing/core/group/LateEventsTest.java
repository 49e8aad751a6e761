package io.dephasing.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.slice.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who tells of events that come too late: the clocks, where these are why. */
@Tag("long")
class LateEventsTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "push", null);
  private static final long START = 29_545_020L * Slice.LENGTH_MILLIS;
  private static final int MINUTES = 100;
  private static final int FROM = 50;
  private static final int INSTANCES = 12;

  private final List<Event> events = new ArrayList<>();
  private final Random random = new Random(5);
  private String name = "pod-%d";

  @Test
  void four_clocks_that_stand_still_are_clocks_and_no_loss() {
    for (int instance = 0; instance < INSTANCES; instance++) {
      for (int minute = 0; minute < MINUTES; minute++) {
        long behind = instance < 4 && minute >= FROM ? 110 * Slice.LENGTH_MILLIS : 0;
        for (int i = 0; i < 4; i++) {
          long sent = START + minute * Slice.LENGTH_MILLIS + random.nextInt(60_000);
          add(instance, sent - behind, sent + 300);
        }
      }
    }

    assertThat(rules()).containsExactly("clock-skew");
  }

  @Test
  void batches_of_five_minutes_are_a_loss() {
    for (int instance = 0; instance < INSTANCES; instance++) {
      for (int minute = 0; minute < MINUTES; minute++) {
        int every = minute >= FROM ? 5 : 1;
        long batch = START + ((minute / every + 1L) * every) * Slice.LENGTH_MILLIS;
        for (int i = 0; i < 4; i++) {
          long millis = START + minute * Slice.LENGTH_MILLIS + random.nextInt(60_000);
          add(instance, millis, batch + 300 + instance);
        }
      }
    }

    assertThat(rules()).contains("late-events");
  }

  @Test
  void names_that_are_kept_in_part_are_the_same_instances() {
    name = "pod-of-a-deployment-whose-name-is-longer-than-what-is-kept-of-an-instance-%d";
    for (int instance = 0; instance < 40; instance++) {
      for (int minute = 0; minute < MINUTES; minute++) {
        int every = minute >= FROM ? 5 : 1;
        long batch = ((minute + instance % every) / every + 1L) * every - instance % every;
        for (int i = 0; i < 2; i++) {
          long millis = START + minute * Slice.LENGTH_MILLIS + random.nextInt(60_000);
          add(instance, millis, START + batch * Slice.LENGTH_MILLIS + 300 + instance);
        }
      }
    }

    assertThat(rules()).contains("late-events");
  }

  @Test
  void a_slow_link_of_most_instances_is_a_loss() {
    for (int instance = 0; instance < 60; instance++) {
      for (int minute = 0; minute < MINUTES; minute++) {
        long delay = instance < 36 && minute >= FROM ? 5 * Slice.LENGTH_MILLIS : 300;
        long millis = START + minute * Slice.LENGTH_MILLIS + random.nextInt(60_000);
        add(instance, millis, millis + delay);
      }
    }

    assertThat(rules()).contains("late-events");
  }

  private void add(int instance, long millis, long brokerMillis) {
    Instance by = Instance.of(name.formatted(instance));
    events.add(new Event(GROUP, by, millis, RunPhase.START, brokerMillis, Details.NONE));
  }

  private List<String> rules() {
    events.sort(Comparator.comparingLong(Event::brokerTimeMillis));
    return PureJob.run(events, Reading.AS_DELIVERED).alerts().stream()
        .map(alert -> alert.identity().rule())
        .distinct()
        .toList();
  }
}
