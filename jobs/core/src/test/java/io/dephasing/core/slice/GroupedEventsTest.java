package io.dephasing.core.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupedEventsTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);

  private final GroupedEvents grouped = new GroupedEvents(1);

  @Test
  void it_grows_and_keeps_what_it_was_given() {
    List<Event> events = RandomEvents.of(GROUP, 100, 5, 0, Slice.LENGTH_MILLIS, 1).toList();
    events.forEach(event -> grouped.add(event, event.timeMillis()));

    assertThat(grouped.size()).isEqualTo(100);
    for (int i = 0; i < 100; i++) {
      assertThat(grouped.group(i)).isSameAs(GROUP);
      assertThat(grouped.timeMillis(i)).isEqualTo(events.get(i).timeMillis());
      assertThat(grouped.events().timeMillis(i)).isEqualTo(events.get(i).timeMillis());
      assertThat(grouped.cappedTimeMillis(i)).isEqualTo(events.get(i).timeMillis());
    }
  }

  @Test
  void a_time_may_be_capped_wherever_it_comes() {
    List<Event> events = RandomEvents.of(GROUP, 40, 5, 1_000, 60_000, 2).toList();
    long largest = Long.MIN_VALUE;
    for (int i = 0; i < 40; i++) {
      long capped = events.get(i).timeMillis() - (i % 7 == 3 ? 500 : 0);
      grouped.add(events.get(i), capped);
      largest = Math.max(largest, capped);
    }

    for (int i = 0; i < 40; i++) {
      long time = events.get(i).timeMillis();
      assertThat(grouped.timeMillis(i)).isEqualTo(time);
      assertThat(grouped.cappedTimeMillis(i)).isEqualTo(time - (i % 7 == 3 ? 500 : 0));
    }
    assertThat(grouped.largestCappedTimeMillis()).isEqualTo(largest);
  }

  @Test
  void of_no_events_no_time_is_known() {
    assertThat(grouped.size()).isZero();
    assertThat(grouped.largestCappedTimeMillis()).isEqualTo(Absent.MILLIS);
  }
}
