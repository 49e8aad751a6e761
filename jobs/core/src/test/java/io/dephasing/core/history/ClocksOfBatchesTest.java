package io.dephasing.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.slice.Slice;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who holds events back to send many at once has no wrong clock. */
@Tag("long")
class ClocksOfBatchesTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "edge", "export", null);
  private static final int INSTANCES = 20;
  private static final int FEWEST = 5;
  private static final long LIMIT_MILLIS = 6_000;
  private static final int CHANGED = 60;

  @ParameterizedTest
  @ValueSource(ints = {7, 25, 60})
  void a_group_that_begins_to_send_in_batches_has_no_wrong_clocks(int everySeconds) {
    for (int seed = 0; seed < 50; seed++) {
      InstanceClocks own = new InstanceClocks();
      assertThat(mostBehind(own, new SplittableRandom(seed), everySeconds * 1_000L))
          .as("of 20, batches each %d s, seed %d", everySeconds, seed)
          .isLessThan(3);
    }
  }

  private static int mostBehind(InstanceClocks clocks, SplittableRandom random, long every) {
    int most = 0;
    for (int minute = 0; minute < 3 * CHANGED; minute++) {
      Slice slice = new Slice();
      for (int instance = 0; instance < INSTANCES; instance++) {
        // Each acts at its own second of the minute and sends at its own: one delay for good.
        long held = new SplittableRandom(31L * instance + 7).nextLong(every);
        boolean begins = random.nextInt(20) > 0;
        if (begins) {
          slice.add(event(instance, minute, (minute < CHANGED ? 0 : held) + prompt(random)), true);
        }
      }
      clocks.add(minute, slice.clocks());
      most = Math.max(most, clocks.behindMedian(LIMIT_MILLIS, FEWEST).size());
    }
    return most;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7})
  void clocks_that_fall_behind_are_seen_all_the_same(int everySeconds) {
    InstanceClocks clocks = new InstanceClocks();
    SplittableRandom random = new SplittableRandom(3);
    for (int minute = 0; minute < 3 * CHANGED; minute++) {
      Slice slice = new Slice();
      for (int instance = 0; instance < INSTANCES; instance++) {
        long held = everySeconds == 0 ? 0 : random.nextLong(everySeconds * 1_000L);
        long behind = instance < 3 && minute >= CHANGED ? 60_000 : 0;
        slice.add(event(instance, minute, behind + held + prompt(random)), true);
      }
      clocks.add(minute, slice.clocks());
    }

    assertThat(clocks.behindMedian(LIMIT_MILLIS, FEWEST))
        .containsExactlyInAnyOrder(instance(0).hash(), instance(1).hash(), instance(2).hash());
  }

  private static Instance instance(int number) {
    return Instance.of("host-" + number);
  }

  private static Event event(int instance, int minute, long delayMillis) {
    long at = minute * Slice.LENGTH_MILLIS + 1_000L * instance;
    return new Event(GROUP, instance(instance), at, RunPhase.START, at + delayMillis, Details.NONE);
  }

  private static long prompt(SplittableRandom random) {
    return Math.round(-50 * Math.log(1 - random.nextDouble()));
  }
}
