package io.dephasing.core.across;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.Onset;
import io.dephasing.core.group.OnsetSum;
import io.dephasing.core.group.OnsetSums;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.Progress.Lateness;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcrossWatchTest {
  private static final long FIRST_SLICE = 29_545_000L;
  private static final long SECOND = (FIRST_SLICE + 20) * 60 + 7;
  private static final long DAY_SECONDS = 24 * 3600;

  private final AcrossWatch watch = new AcrossWatch(Policy.DEFAULT, Lateness.DEFAULT);
  private final AcrossState state = new AcrossState();
  private final List<AlertTransition> alerts = new ArrayList<>();

  private static Onset onset(int number, long second) {
    String service = "service-" + number % 3;
    GroupKey group = new GroupKey(EventKind.JOB_START, service, "job-" + number, null);
    return new Onset(group, second, 1 + number % 2, FIRST_SLICE);
  }

  private void begin(int groups, long second) {
    for (int i = 0; i < groups; i++) {
      watch.add(state, onset(i, second));
    }
  }

  private void reach(long second) {
    watch.advance(state, second * 1000, alerts::add);
  }

  private List<Status> statuses() {
    return alerts.stream().map(AlertTransition::status).toList();
  }

  @Test
  void a_watermark_that_lies_back_judges_nothing_twice() {
    begin(8, SECOND);
    reach(SECOND + 1);
    reach(SECOND - 100);
    begin(1, SECOND - 50);
    reach(SECOND - 40);
    assertThat(statuses()).containsExactly(Status.FIRING);

    reach(SECOND + 600);
    assertThat(statuses()).containsExactly(Status.FIRING, Status.RESOLVED);
  }

  @Test
  void sums_of_parts_in_any_order_say_what_single_onsets_say() {
    begin(40, SECOND);
    reach(SECOND + 600);

    AcrossState summed = new AcrossState();
    List<AlertTransition> ofSums = new ArrayList<>();
    List<OnsetSum> parts = new ArrayList<>();
    for (int part = 2; part >= 0; part--) {
      OnsetSums sums = new OnsetSums();
      for (int i = part; i < 40; i += 3) {
        sums.add(onset(i, SECOND));
      }
      sums.drain(parts::add);
      assertThat(sums.size()).isZero();
    }
    parts.forEach(part -> watch.add(summed, part));
    watch.advance(summed, (SECOND + 600) * 1000, ofSums::add);

    assertThat(ofSums).isEqualTo(alerts).hasSize(2);
  }

  @Test
  void what_has_not_fired_for_two_days_is_forgotten() {
    begin(8, SECOND);
    reach(SECOND + DAY_SECONDS);
    assertThat(statuses()).containsExactly(Status.FIRING, Status.RESOLVED);
    assertThat(state.alerts().size()).isEqualTo(1);

    reach(SECOND + 3 * DAY_SECONDS);
    assertThat(state.alerts().size()).isZero();
    assertThat(watch.nextMillis(state)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void an_id_does_not_depend_on_when_the_earlier_alert_was_forgotten() {
    AcrossState atOnce = new AcrossState();
    List<AlertTransition> ofOne = new ArrayList<>();
    for (long second : new long[] {SECOND, SECOND + 3 * DAY_SECONDS}) {
      for (int i = 0; i < 8; i++) {
        watch.add(state, onset(i, second));
        watch.add(atOnce, onset(i, second));
      }
    }
    for (long hour = 0; hour < 80; hour++) {
      reach(SECOND + hour * 3600);
    }
    watch.advance(atOnce, (SECOND + 79 * 3600) * 1000, ofOne::add);

    assertThat(alerts).hasSize(4).isEqualTo(ofOne);
  }

  @Test
  void a_roll_up_knows_how_many_began_together() {
    begin(6, SECOND);
    begin(3, SECOND + 4);
    begin(9, SECOND + 5);
    GroupKey service = onset(0, SECOND).group().serviceRollUp();
    long from = (SECOND - 7) * 1000;

    assertThat(state.mostTogether(service, from, from + 60_000, 5)).isEqualTo(4);
    assertThat(state.mostTogether(service.kindRollUp(), from, from + 60_000, 5)).isEqualTo(12);
    assertThat(state.mostTogether(service, (SECOND + 1) * 1000, (SECOND + 5) * 1000, 5))
        .as("positions that end in the window begin before it")
        .isEqualTo(3);
    assertThat(state.mostTogether(service, from + 3_600_000, from, 5)).isZero();
  }
}
