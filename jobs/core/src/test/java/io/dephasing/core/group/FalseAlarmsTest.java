package io.dephasing.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How often each rule fires on innocent traffic (METHOD 12). {@code -Dnulls.groups=60
 * -Dnulls.days=30} prints what METHOD 12 tells, {@code -Dnulls.only=nightly} of one kind; by
 * default a day of few groups, on which nothing fires.
 */
@Tag("long")
class FalseAlarmsTest {
  private static final int GROUPS = Integer.getInteger("nulls.groups", 3);
  private static final int DAYS = Integer.getInteger("nulls.days", 1);
  private static final @Nullable String ONLY = System.getProperty("nulls.only");
  private static final double MOST_PER_30_DAYS = 0.1;
  private static final double MONTH_DAYS = 30;

  static Stream<NullTraffic> traffic() {
    return Stream.of(NullTraffic.values()).filter(each -> ONLY == null || each.id().equals(ONLY));
  }

  @ParameterizedTest
  @MethodSource("traffic")
  void what_is_innocent_raises_nothing(NullTraffic traffic) {
    TreeMap<String, Integer> byRule = new TreeMap<>();
    for (int group = 0; group < GROUPS; group++) {
      for (AlertTransition alert :
          PureJob.run(traffic.events(DAYS, group + 1L), Reading.AS_DELIVERED).alerts()) {
        if (alert.status() == Status.FIRING && alert.retelling().revision() == 0) {
          byRule.merge(alert.identity().rule(), 1, Integer::sum);
        }
      }
    }
    double months = GROUPS * DAYS / MONTH_DAYS;
    System.out.printf("| %s | %.1f | %s |%n", traffic.id(), months, byRule);

    assertThat(byRule.values()).allMatch(alarms -> alarms <= Math.floor(MOST_PER_30_DAYS * months));
  }
}
