package io.dephasing.core.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import org.junit.jupiter.api.Test;

class BusiestTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.RETRY, "bridge", "connect", null);

  private final Slice slice = new Slice();

  @Test
  void who_makes_most_of_the_retries_is_named() {
    retry("pub-3", 60);
    for (int i = 10; i < 20; i++) {
      retry("pub-" + i, 3);
    }

    assertThat(slice.busiest().client(0.6)).isEqualTo(Instance.of("pub-3"));
    assertThat(slice.busiest().client(0.7)).isNull();
  }

  @Test
  void of_many_clients_none_is_named() {
    for (int i = 0; i < 50; i++) {
      retry("pub-" + i, 4);
    }

    assertThat(slice.busiest().client(0.6)).isNull();
  }

  private void retry(String id, int times) {
    for (int i = 0; i < times; i++) {
      slice.add(
          new Event(GROUP, Instance.of(id), 1_000, RunPhase.START, Absent.MILLIS, Details.NONE),
          true);
    }
  }
}
