package io.dephasing.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.Status;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who herded and is spread now is not called locked for the half of a cycle that a window holds.
 */
@Tag("long")
class CuredLockTest {
  private static final long START = 1_772_496_000_000L;
  private static final long CYCLE = 300_000;
  private static final long SPREAD = 60_000;
  private static final int HERDS = 8;
  private static final int CYCLES = 24;
  private static final int SEEDS = 12;

  @ParameterizedTest
  @ValueSource(ints = {20, 50, 120, 200})
  void it_is_over_one_cycle_after_the_last_herd(int members) {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(100L * members + seed);
      List<Event> events = new ArrayList<>();
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        for (int member = 0; member < members; member++) {
          long late = random.nextLong(cycle < HERDS ? 600 : SPREAD);
          events.add(start(member, START + cycle * CYCLE + late));
        }
      }
      events.sort(Comparator.comparingLong(Event::timeMillis));

      assertThat(PureJob.run(events, Reading.AS_DELIVERED).alerts())
          .filteredOn(alert -> alert.identity().rule().equals("phase-lock"))
          .filteredOn(alert -> alert.status() == Status.RESOLVED)
          .as("%d members, seed %d", members, seed)
          .hasSize(1)
          .allSatisfy(
              alert ->
                  assertThat(alert.lifetime().endsAtMillis())
                      .isBetween(START + (HERDS - 1) * CYCLE, START + HERDS * CYCLE + SPREAD));
    }
  }

  private static Event start(int member, long millis) {
    GroupKey group = new GroupKey(EventKind.JOB_START, "fleet", "refresh", null);
    return new Event(
        group, Instance.of("h-" + member), millis, RunPhase.START, millis + 50, Details.NONE);
  }
}
