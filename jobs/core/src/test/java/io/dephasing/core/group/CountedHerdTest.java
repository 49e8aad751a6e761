package io.dephasing.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.rule.MetCondition;
import io.dephasing.core.slice.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many a herd is said to be of: exactly so many up to 512 in a second, "about" above. */
@Tag("long")
class CountedHerdTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final long START = 29_545_020L * Slice.LENGTH_MILLIS;
  private static final long HERD = START + 20 * Slice.LENGTH_MILLIS;
  private static final int CYCLES = 2;

  @ParameterizedTest
  @CsvSource({"81, 500", "400, 500", "512, 500", "60, 25000", "400, 25000"})
  void up_to_512_it_is_exact_however_it_is_delivered(int members, long delayMillis) {
    AlertTransition herd = herd(members, delayMillis);

    assertThat(herd.finding().wording().summary())
        .startsWith("%1$d of %1$d instances of shop/sync".formatted(members));
    assertThat(herd.finding().wording().description()).doesNotContain("estimated");
    assertThat(size(herd).value()).isEqualTo(members);
  }

  @Test
  void above_it_says_that_it_is_an_estimate() {
    AlertTransition herd = herd(3_000, 500);

    assertThat(herd.finding().wording().summary()).startsWith("about ");
    assertThat(herd.finding().wording().description())
        .contains("herd_size about ")
        .doesNotContain("estimated");
    assertThat(size(herd).value()).isBetween(2_500.0, 3_500.0);
  }

  private static MetCondition size(AlertTransition alert) {
    return alert.finding().evidence().conditions().stream()
        .filter(each -> each.name().equals("herd_size"))
        .findFirst()
        .orElseThrow();
  }

  /** What is told last of a fleet that runs at any time, and then all at once. */
  private static AlertTransition herd(int members, long delayMillis) {
    List<Event> events = new ArrayList<>();
    Random random = new Random(members);
    for (int i = 0; i < CYCLES * members; i++) {
      add(events, i % members, START + random.nextInt((int) (HERD - START)), 500);
    }
    for (int i = 0; i < members; i++) {
      add(events, i, HERD + random.nextInt(900), delayMillis);
    }
    for (int i = 0; i < members; i++) {
      add(events, i, HERD + 60_000 + random.nextInt(1_200_000), 500);
    }
    events.sort(Comparator.comparingLong(Event::brokerTimeMillis));
    return PureJob.run(events, Reading.AS_DELIVERED).alerts().stream()
        .filter(alert -> alert.identity().rule().equals("herd"))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private static void add(List<Event> events, int member, long millis, long delayMillis) {
    Instance instance = Instance.of("pod-" + member);
    events.add(
        new Event(GROUP, instance, millis, RunPhase.START, millis + delayMillis, Details.NONE));
  }
}
