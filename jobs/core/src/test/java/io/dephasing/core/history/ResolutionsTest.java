package io.dephasing.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.slice.Tally;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ResolutionsTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final long FIRST = 29_545_000;

  private final Resolutions resolutions = new Resolutions();

  private void add(long slice, long... millis) {
    Slice held = new Slice();
    for (long at : millis) {
      Event event =
          new Event(
              GROUP,
              Instance.of("a"),
              slice * Slice.LENGTH_MILLIS + at,
              RunPhase.START,
              Absent.MILLIS,
              Details.NONE);
      held.add(event, true);
    }
    Tally tally = held.tally();
    resolutions.add(slice, tally);
  }

  private double asOf(long slice) {
    return resolutions.asOf(slice).seconds();
  }

  @Test
  void one_event_a_minute_takes_three_minutes() {
    add(FIRST, 0);
    add(FIRST + 2, 0);
    assertThat(asOf(FIRST + 3)).isNaN();
    add(FIRST + 5, 0);
    assertThat(asOf(FIRST + 6)).isEqualTo(60);
    assertThat(asOf(FIRST + 5)).isNaN();
  }

  @Test
  void a_finer_time_counts_at_once_and_is_forgotten_after_an_hour_of_minutes() {
    for (int i = 0; i < 5; i++) {
      add(FIRST + i, 0, 0, 0);
    }
    add(FIRST + 5, 0, 17_250);
    assertThat(asOf(FIRST + 5)).isEqualTo(60);
    assertThat(asOf(FIRST + 6)).isNaN();
    assertThat(resolutions.asOf(FIRST + 6).mayBeMinutes()).isFalse();
    for (int i = 6; i < 65; i++) {
      add(FIRST + i, 0, 0, 0);
    }
    assertThat(asOf(FIRST + 65)).isNaN();
    add(FIRST + 65, 0);
    assertThat(asOf(FIRST + 66)).isEqualTo(60);
  }

  @Test
  void whole_seconds_are_no_whole_minutes() {
    add(FIRST, 1_000, 2_000);
    add(FIRST + 1, 0);
    assertThat(asOf(FIRST + 2)).isEqualTo(1);
  }

  @Test
  void what_was_written_is_read_back() throws IOException {
    add(FIRST, 0, 0);
    add(FIRST + 1, 0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    resolutions.write(new DataOutputStream(bytes));
    Resolutions read = new Resolutions();
    read.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), 6);
    add(FIRST + 2, 0);
    Slice held = new Slice();
    held.add(
        new Event(
            GROUP,
            Instance.of("a"),
            (FIRST + 2) * Slice.LENGTH_MILLIS,
            RunPhase.START,
            Absent.MILLIS,
            Details.NONE),
        true);
    read.add(FIRST + 2, held.tally());

    assertThat(read.asOf(FIRST + 3)).isEqualTo(resolutions.asOf(FIRST + 3));
    assertThat(read.asOf(FIRST + 3).seconds()).isEqualTo(60);
  }
}
