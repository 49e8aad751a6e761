package io.dephasing.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.Alerts;
import io.dephasing.core.annotation.Annotations;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.history.Cycles.Filling;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.slice.Slice;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PhaseLockRuleTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final long WINDOW = 29_545_200;

  @Test
  void a_window_is_passed_over_only_where_a_close_look_finds_nothing() {
    int passedOver = 0;
    int significant = 0;
    for (int seed = 0; seed < 400; seed++) {
      RuleContext context = context(new Random(seed));
      OpenSlice slice = Objects.requireNonNull(context.open().find(WINDOW));
      Filling window = new Filling(slice.firstSecond(), Slice.BUCKETS);
      PhaseLockRule.fill(context, window, slice.firstSecond(), slice.lastSecond());
      double p = PhaseLockRule.pValue(window, PhaseLockRule.members(context, WINDOW));
      if (PhaseLockRule.isEven(context, slice)) {
        passedOver++;
        assertThat(p).as("seed %d", seed).isEqualTo(1);
      }
      significant += p < 1 ? 1 : 0;
    }
    assertThat(passedOver).isPositive();
    assertThat(significant).isPositive();
  }

  /** A window, the one before, and one that has settled and tells how many members there are. */
  private static RuleContext context(Random random) {
    GroupHistory history = new GroupHistory(GROUP);
    int members = 1 + random.nextInt(random.nextBoolean() ? 15 : 150);
    for (long minute = WINDOW - 2; minute <= WINDOW; minute++) {
      history.open().absorb(minute, slice(minute, members, random));
    }
    OpenSlice settled = Objects.requireNonNull(history.open().find(WINDOW - 2));
    history.settle(settled, Double.NaN, Policy.DEFAULT_SPREAD_SECONDS);
    long watermarkMillis = (WINDOW + 3) * Slice.LENGTH_MILLIS;
    return new RuleContext(
        GROUP,
        history,
        Policy.DEFAULT,
        new Progress(watermarkMillis, WINDOW - 60, Lateness.DEFAULT),
        new Alerts(),
        Annotations.NONE);
  }

  /** Some act at any time, some about one time, which may be the minute's edge. */
  private static Slice slice(long minute, int members, Random random) {
    Slice slice = new Slice();
    double together = random.nextBoolean() ? 0 : random.nextDouble();
    int centre = random.nextInt(60_000);
    int width = 1 + random.nextInt(8_000);
    for (int left = 1 + random.nextInt(2 * members); left > 0; left--) {
      boolean isTogether = random.nextDouble() < together;
      int millis =
          isTogether ? Math.min(59_999, centre + random.nextInt(width)) : random.nextInt(60_000);
      slice.add(start(minute, millis, random.nextInt(members)), random.nextInt(20) > 0);
    }
    return slice;
  }

  private static Event start(long minute, int millis, int member) {
    return new Event(
        GROUP,
        Instance.of("pod-" + member),
        minute * Slice.LENGTH_MILLIS + millis,
        RunPhase.START,
        Absent.MILLIS,
        Details.NONE);
  }
}
