package io.dephasing.core.slice;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExemplarsTest {
  private static final long START = 29_545_000L * Slice.LENGTH_MILLIS;
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);

  private final Exemplars exemplars = new Exemplars();

  @Test
  void the_starts_that_waited_longest_stand_for_the_window() {
    for (int delay = 1; delay <= 20; delay++) {
      start("trace-" + delay, START + 30_000 - delay * 1_000L);
    }
    start("unscheduled", Absent.MILLIS);

    assertThat(exemplars.all())
        .extracting(WindowExemplar::traceId)
        .containsExactly("trace-20", "trace-19", "trace-18", "trace-17", "trace-16");
    assertThat(exemplars.all().get(0).startDelayMillis()).isEqualTo(20_000);
  }

  @Test
  void without_schedules_any_trace_will_do() {
    start("some", Absent.MILLIS);

    assertThat(exemplars.all())
        .containsExactly(new WindowExemplar("some", "pod", START + 30_000, Absent.MILLIS));
  }

  @Test
  void an_event_without_a_trace_is_no_exemplar() {
    start(null, START);

    assertThat(exemplars.isEmpty()).isTrue();
  }

  private void start(@Nullable String traceId, long scheduledMillis) {
    exemplars.add(
        Batches.of(
            new Event(
                GROUP,
                Instance.of("pod"),
                START + 30_000,
                RunPhase.START,
                Absent.MILLIS,
                new Details(
                    new Schedule(scheduledMillis, Absent.MILLIS, Absent.MILLIS),
                    Run.NONE,
                    Attempt.NONE,
                    new Tags(null, null, null, traceId))),
            true),
        0);
  }
}
