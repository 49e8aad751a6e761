package io.dephasing.cli.page;

import static io.dephasing.cli.page.PageRecords.CRON;
import static io.dephasing.cli.page.PageRecords.MINUTE;
import static io.dephasing.cli.page.PageRecords.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.GroupKey;
import io.dephasing.schemas.AlertState;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class StretchSummaryTest {
  private static final Episode TURN =
      new Episode(OptionalLong.of(NOON), OptionalLong.of(NOON + 5 * MINUTE), Episode.Cause.CHANGE);

  private final GroupHour group = new GroupHour(GroupKey.parse(CRON));
  private final AlertBoard alerts = new AlertBoard();

  @Test
  void each_minute_is_on_its_side_of_the_change() {
    group.add(PageRecords.spread(CRON, NOON - MINUTE), 1);
    group.add(PageRecords.herd(CRON, NOON), 2);
    group.add(PageRecords.spread(CRON, NOON + 5 * MINUTE), 3);
    alerts.add(PageRecords.alert("a", CRON, AlertState.FIRING, NOON), 4);

    assertThat(StretchSummary.before(group, alerts.of(CRON), TURN))
        .isEqualTo(new StretchSummary(1, 40, 40, 0.3, 1));
    assertThat(StretchSummary.after(group, alerts.of(CRON), TURN))
        .isEqualTo(new StretchSummary(1, 1, 0, 11.5, 0));
  }

  @Test
  void a_herd_counts_before_its_minute_is_over() {
    for (int i = 0; i < 40; i++) {
      group.add(i, NOON + 10L * i, 1);
    }
    alerts.add(PageRecords.alert("a", CRON, AlertState.FIRING, NOON), 2);

    StretchSummary before = StretchSummary.before(group, alerts.of(CRON), TURN);

    assertThat(before.isSeen()).isTrue();
    assertThat(before.peakPerSecond()).isEqualTo(40);
    assertThat(before.herdSize()).isEqualTo(40);
  }

  @Test
  void nothing_is_seen_of_a_change_that_is_to_come() {
    group.add(PageRecords.herd(CRON, NOON), 1);
    Episode undecided =
        new Episode(OptionalLong.of(NOON), OptionalLong.empty(), Episode.Cause.CHANGE);

    assertThat(StretchSummary.before(group, alerts.of(CRON), undecided).minutes()).isEqualTo(1);
    assertThat(StretchSummary.after(group, alerts.of(CRON), undecided).isSeen()).isFalse();
  }

  @Test
  void without_any_turn_there_are_no_sides() {
    group.add(PageRecords.herd(CRON, NOON), 1);
    Episode none = Episode.of(Chapters.NONE, alerts.of(CRON));

    assertThat(StretchSummary.before(group, alerts.of(CRON), none).isSeen()).isFalse();
    assertThat(StretchSummary.after(group, alerts.of(CRON), none).isSeen()).isFalse();
  }
}
