package io.dephasing.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
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
import io.dephasing.core.policy.Policy;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.DistinctInstances;
import io.dephasing.core.slice.Slice;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a group may cost, whatever it does. */
@Tag("long")
class StateBoundTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final long START_SECOND = 29_545_000L * Slice.BUCKETS;
  private static final int LARGEST_BYTES = 512 * 1024;
  private static final int ORDINARY_BYTES = 32 * 1024;
  private static final int MEASURED_EVERY_SECONDS = 7;

  /** What a group does each second. */
  private record Load(
      int seconds,
      int eventsPerSecond,
      int instances,
      double notOnTimeRatio,
      long spreadMillis,
      long aheadSeconds,
      int keys) {}

  @Test
  void a_million_events_of_a_hundred_thousand_instances_stay_within_512_kib() {
    Load load = new Load(1_200, 850, 100_000, 0, 60_000, 60, 0);

    assertThat(largestBytes("on time", load)).isLessThanOrEqualTo(LARGEST_BYTES);
  }

  @Test
  void so_do_they_where_half_are_not_on_time_and_a_minute_is_scanned() {
    Load load = new Load(1_200, 850, 100_000, 0.5, 600_000, 60, 0);

    assertThat(largestBytes("half not on time, spread 600 s", load))
        .isLessThanOrEqualTo(LARGEST_BYTES);
  }

  @Test
  void a_group_of_sets_that_are_just_exact_stays_within_512_kib() {
    Load load = new Load(1_200, DistinctInstances.EXACT_LIMIT, 100_000, 0.1, 600_000, 60, 0);

    assertThat(largestBytes("just exact, spread 600 s", load)).isLessThanOrEqualTo(LARGEST_BYTES);
  }

  @Test
  void so_does_a_group_that_goes_for_ten_thousand_keys_and_names_runs_and_versions() {
    Load load = new Load(1_200, 850, 100_000, 0, 60_000, 60, 10_000);

    assertThat(largestBytes("10 000 keys", load)).isLessThanOrEqualTo(LARGEST_BYTES);
  }

  @Test
  void an_ordinary_busy_group_takes_32_kib() {
    Load load = new Load(1_800, 5, 50, 0, 60_000, 2, 0);

    assertThat(largestBytes("50 instances, 5 events/s", load)).isLessThanOrEqualTo(ORDINARY_BYTES);
  }

  private static int largestBytes(String name, Load load) {
    GroupWatch watch = new GroupWatch(Policy.DEFAULT, Lateness.DEFAULT);
    GroupState state = new GroupState(GROUP);
    JobSpan span = new JobSpan(START_SECOND * 1000, Long.MIN_VALUE);
    SplittableRandom random = new SplittableRandom(1);
    Outputs nowhere = new Nowhere();
    int largest = 0;
    for (int i = 0; i < load.seconds(); i++) {
      long second = START_SECOND + i;
      long watermarkMillis = (second - load.aheadSeconds()) * 1000;
      Map<Long, Slice> partials = new HashMap<>();
      for (int j = 0; j < load.eventsPerSecond(); j++) {
        addEvent(second, load, random, partials);
      }
      partials.forEach(
          (index, slice) -> watch.add(state, index, slice, watermarkMillis, span, nowhere));
      watch.advance(state, watermarkMillis, span, nowhere);
      if (i % MEASURED_EVERY_SECONDS == 0) {
        largest = Math.max(largest, bytes(state));
      }
    }
    System.out.printf("%s: at most %d bytes, %d at the end%n", name, largest, bytes(state));
    return largest;
  }

  private static void addEvent(
      long second, Load load, SplittableRandom random, Map<Long, Slice> partials) {
    boolean onTime = random.nextDouble() >= load.notOnTimeRatio();
    long back = onTime ? 0 : random.nextLong(60 + load.aheadSeconds() - 2);
    long timeMillis = Math.max(START_SECOND, second - back) * 1000 + random.nextLong(1000);
    boolean isEnd = random.nextInt(2) == 0;
    long offsetMillis = random.nextLong(load.spreadMillis());
    Event event =
        new Event(
            GROUP,
            Instance.of(
                "instance-with-a-name-as-long-as-a-pod-" + random.nextInt(load.instances())),
            timeMillis,
            isEnd ? RunPhase.END : RunPhase.START,
            timeMillis + random.nextLong(5_000),
            named(
                isEnd ? end(random) : start(timeMillis - offsetMillis, offsetMillis, load),
                load,
                random));
    partials.computeIfAbsent(Slice.indexOf(timeMillis), index -> new Slice()).add(event, onTime);
  }

  /** With a key, mostly one of a few, a version and a run, where the load has keys. */
  private static Details named(Details details, Load load, SplittableRandom random) {
    if (load.keys() == 0) {
      return details;
    }
    String key = "cache-key-of-" + random.nextInt(random.nextBoolean() ? 4 : load.keys());
    Run run = details.run();
    return new Details(
        details.schedule(),
        new Run(
            "run-" + random.nextInt(load.instances()),
            run.durationMillis(),
            run.outcome(),
            run.warmth(),
            run.onCriticalPath()),
        details.attempt(),
        new Tags(null, key, "v" + random.nextInt(6), null));
  }

  private static Details start(long plannedMillis, long offsetMillis, Load load) {
    Schedule schedule =
        new Schedule(plannedMillis / 1000 * 1000, offsetMillis, load.spreadMillis());
    Run run = new Run(null, Absent.MILLIS, null, Warmth.COLD, true);
    return new Details(schedule, run, Attempt.NONE, Tags.NONE);
  }

  private static Details end(SplittableRandom random) {
    Run run =
        new Run(null, random.nextLong(100, 90_000), RunOutcome.SUCCESS, Warmth.UNKNOWN, false);
    return new Details(Schedule.NONE, run, Attempt.NONE, Tags.NONE);
  }

  private static int bytes(GroupState state) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Codecs.GROUP_STATE.write(state, new DataOutputStream(bytes));
      return bytes.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Nowhere implements Outputs {
    @Override
    public void sli(WindowSli sli) {}

    @Override
    public void alert(AlertTransition transition) {}

    @Override
    public void recommendation(SpreadRecommendation recommendation) {}

    @Override
    public void onset(Onset onset) {}

    @Override
    public void account(Account account, long events) {}
  }
}
