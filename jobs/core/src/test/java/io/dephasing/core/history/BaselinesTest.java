package io.dephasing.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dephasing.core.codec.Codecs;
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
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.Cusum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final long FIRST = 29_545_200L / 1_440 * 1_440;
  private static final long HOUR = 60;
  private static final long DAY = 24 * HOUR;
  private static final double EVERY_MINUTE = 60;

  private final Baselines baselines = new Baselines(EventKind.JOB_START);
  private final SplittableRandom random = new SplittableRandom(7);
  private long index = FIRST;

  @Test
  void a_baseline_is_the_mean_of_the_blocks_before() {
    minutes(3, 10, 60, EVERY_MINUTE);
    assertThat(baselines.baseline(BaselineMeasure.EVENTS, FIRST + 2))
        .as("as of a slice before which one block had closed")
        .isNaN();
    minutes(3, 10, 60, EVERY_MINUTE);

    double baseline = baselines.baseline(BaselineMeasure.EVENTS, index);
    assertThat(baseline).isCloseTo(10, within(1e-9));
    assertThat(baselines.baseline(BaselineMeasure.DURATION_P99_SECONDS, index))
        .isCloseTo(2, within(0.25));
    assertThat(baselines.baseline(BaselineMeasure.START_DELAY_P99_SECONDS, index)).isNaN();
  }

  @Test
  void a_change_of_dephasing_freezes_what_was_before() {
    minutes(10, 20, 1, EVERY_MINUTE);
    baselines.freeze(index * Slice.LENGTH_MILLIS);
    baselines.freeze(index * Slice.LENGTH_MILLIS);
    assertThat(baselines.isFrozen()).isTrue();
    minutes(10, 10, 60, EVERY_MINUTE);

    // The block that was open when dephasing changed belongs to neither.
    assertThat(baselines.before().logs(BaselineMeasure.EVENTS, Long.MAX_VALUE).n()).isEqualTo(9);
    assertThat(baselines.since().logs(BaselineMeasure.EVENTS, index).n()).isEqualTo(9);
    assertThat(baselines.baseline(BaselineMeasure.RATE_PEAK_PER_SECOND, index))
        .isCloseTo(20, within(1e-9));
  }

  @Test
  void an_hour_is_usual_once_four_days_have_seen_it() {
    for (int day = 0; day < 5; day++) {
      hour(day, 20, 60);
    }
    hour(5, 20, 60);

    assertThat(baselines.drift().usualLog()).isCloseTo(Math.log(17.3), within(0.15));
    assertThat(baselines.drift().ratio()).isBetween(0.7, 1.4);
    assertThat(baselines.drift().cusum().signal(Cusum.LIMIT)).isZero();
  }

  @Test
  void nothing_is_usual_before() {
    for (int day = 0; day < 4; day++) {
      hour(day, 20, 60);
    }

    assertThat(baselines.drift().ratio()).isNaN();
  }

  @Test
  void hours_that_are_less_spread_than_usual_add_up_to_a_signal() {
    int day = 0;
    for (; day < 10; day++) {
      hour(day, 30, 60);
    }
    for (; day < 20 && baselines.drift().cusum().signal(Cusum.LIMIT) == 0; day++) {
      hour(day, 30, 40);
    }

    assertThat(baselines.drift().cusum().signal(Cusum.LIMIT)).isNegative();
    assertThat(day).isBetween(12, 19);
    assertThat(baselines.drift().ratio()).isLessThan(0.8);
  }

  @Test
  void hours_that_an_alert_tells_of_do_not_become_usual() {
    everyHour(7 * 24, 60);
    double usual = Math.exp(baselines.drift().usualLog());
    everyHour(12, 15);
    assertThat(baselines.drift().isRegressed()).isTrue();

    everyHour(14, 60);
    assertThat(baselines.drift().isRegressed()).isFalse();
    assertThat(Math.exp(baselines.drift().usualLog()))
        .as("at the hour of the first, a day later")
        .isCloseTo(usual, within(1.5));
  }

  @Test
  void a_day_of_them_is_a_new_level() {
    everyHour(7 * 24, 60);
    everyHour(24, 15);
    assertThat(baselines.drift().isRegressed()).isTrue();

    everyHour(5, 15);
    assertThat(baselines.drift().isRegressed()).isFalse();
    everyHour(3 * 24, 15);
    assertThat(baselines.drift().cusum().signal(Cusum.LIMIT)).as("told once").isZero();
    assertThat(baselines.drift().ratio()).isCloseTo(1, within(0.3));
  }

  private void everyHour(int hours, int spreadSeconds) {
    for (int i = 0; i < hours; i++) {
      minutes(1, 30, spreadSeconds, 3_600);
      index += HOUR - 1;
    }
  }

  @Test
  void what_is_written_is_read_back() throws IOException {
    for (int day = 0; day < 9; day++) {
      hour(day, 20, 60);
    }
    baselines.freeze(index * Slice.LENGTH_MILLIS);
    minutes(70, 8, 60, EVERY_MINUTE);

    Baselines read = new Baselines(EventKind.JOB_START);
    read.read(
        new DataInputStream(new ByteArrayInputStream(bytes(baselines))),
        Codecs.GROUP_STATE.version());
    assertThat(bytes(read)).isEqualTo(bytes(baselines));
    assertThat(read.isFrozen()).isTrue();
  }

  @Test
  void weeks_of_all_hours_take_no_more_than_8_kib() throws IOException {
    for (int hour = 0; hour < 24 * 15; hour++) {
      index = FIRST + hour * HOUR;
      minutes(1, 20, 60, 3_600);
    }

    assertThat(bytes(baselines).length).isBetween(4_000, 8_192);
  }

  /** The first minute of a day's hour. */
  private void hour(int day, int events, int spreadSeconds) {
    index = FIRST + day * DAY;
    minutes(1, events, spreadSeconds, 24 * 3_600);
  }

  private void minutes(int count, int events, int spreadSeconds, double cadenceSeconds) {
    for (int i = 0; i < count; i++) {
      Slice slice = new Slice();
      for (int j = 0; j < events; j++) {
        long offset = random.nextLong(spreadSeconds * 1_000L);
        long at = index * Slice.LENGTH_MILLIS + (spreadSeconds == 1 ? 500 : offset);
        slice.add(event(at, j, RunPhase.START), true);
        slice.add(event(at, j, RunPhase.END), true);
      }
      baselines.add(index, slice, cadenceSeconds, new Baselines.Seen(3, true));
      index++;
    }
  }

  private static Event event(long atMillis, int instance, RunPhase phase) {
    Run run =
        phase == RunPhase.END
            ? new Run(null, 2_000, RunOutcome.SUCCESS, Warmth.UNKNOWN, false)
            : Run.NONE;
    return new Event(
        GROUP,
        Instance.of("pod-" + instance),
        atMillis,
        phase,
        Absent.MILLIS,
        new Details(Schedule.NONE, run, Attempt.NONE, Tags.NONE));
  }

  private static byte[] bytes(Baselines baselines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    baselines.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
