package io.dephasing.cli.page;

import static io.dephasing.cli.page.PageRecords.CRON;
import static io.dephasing.cli.page.PageRecords.MINUTE;
import static io.dephasing.cli.page.PageRecords.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.cli.page.Headline.State;
import io.dephasing.core.event.GroupKey;
import io.dephasing.schemas.AlertState;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class HeadlineTest {
  private static final long DEPHASED = NOON + 5 * MINUTE;
  private static final Chapters STORY =
      new Chapters(OptionalLong.of(NOON), OptionalLong.of(DEPHASED));

  private final GroupHour group = new GroupHour(GroupKey.parse(CRON));
  private final AlertBoard alerts = new AlertBoard();

  private Headline headline(Chapters chapters, long nowMillis) {
    Episode turn = Episode.of(chapters, alerts.of(CRON));
    return Headline.of(group, alerts.of(CRON), turn, nowMillis);
  }

  @Test
  void nothing_is_known_at_first() {
    assertThat(headline(Chapters.NONE, NOON).state()).isEqualTo(State.WAITING);
  }

  @Test
  void a_quiet_group_is_calm() {
    group.add(PageRecords.spread(CRON, NOON), 1);

    Headline headline = headline(Chapters.NONE, NOON + MINUTE);

    assertThat(headline.state()).isEqualTo(State.CALM);
    assertThat(headline.title()).isEqualTo("No herd: at most 1 in the same second");
  }

  @Test
  void a_herd_is_said_as_soon_as_its_alert_fires() {
    alerts.add(PageRecords.alert("a", CRON, AlertState.FIRING, NOON), 1);

    Headline headline = headline(STORY, NOON + 1_000);

    assertThat(headline.state()).isEqualTo(State.WRONG);
    assertThat(headline.title()).isEqualTo("40 of 40 instances start in the same second");
  }

  @Test
  void a_herd_of_some_is_said_of_all() {
    var alert = PageRecords.alert("a", CRON, AlertState.FIRING, NOON);
    alert.getEvidence().getConditions().get(1).setValue(40 / 375.0);
    alerts.add(alert, 1);

    assertThat(headline(STORY, NOON + 1_000).title())
        .isEqualTo("40 of 375 instances start in the same second");
  }

  @Test
  void a_herd_that_takes_longer_is_said_with_its_width() {
    alerts.add(PageRecords.alert("a", CRON, AlertState.FIRING, NOON), 1);
    var slow = PageRecords.herd(CRON, NOON);
    slow.getMeasures().put("rate_peak_per_second", 9.0);
    group.add(slow, 2);

    assertThat(headline(STORY, NOON + MINUTE).title())
        .isEqualTo("40 of 40 instances start within 15 seconds");
  }

  @Test
  void a_change_is_watched_while_the_alert_is_out() {
    alerts.add(PageRecords.alert("a", CRON, AlertState.FIRING, NOON), 1);
    group.add(PageRecords.herd(CRON, NOON), 2);

    assertThat(headline(STORY, DEPHASED - 1).state()).isEqualTo(State.WRONG);
    assertThat(headline(STORY, DEPHASED).state()).isEqualTo(State.CHANGED);
  }

  @Test
  void what_was_put_right_is_said_in_numbers() {
    group.add(PageRecords.herd(CRON, NOON), 1);
    alerts.add(PageRecords.alert("a", CRON, AlertState.RESOLVED, NOON), 2);
    group.add(PageRecords.spread(CRON, DEPHASED), 3);

    Headline headline = headline(STORY, DEPHASED + 11 * MINUTE);

    assertThat(headline.state()).isEqualTo(State.RIGHT);
    assertThat(headline.title())
        .isEqualTo("Spread out: the peak fell from 40 to 1 starts a second (−98 %)");
  }

  @Test
  void a_herd_after_the_change_is_no_success() {
    group.add(PageRecords.herd(CRON, NOON), 1);
    alerts.add(PageRecords.alert("a", CRON, AlertState.RESOLVED, NOON), 2);
    alerts.add(PageRecords.alert("b", CRON, AlertState.FIRING, DEPHASED + MINUTE), 3);

    assertThat(headline(STORY, DEPHASED + 2 * MINUTE).state()).isEqualTo(State.WRONG);
  }

  @Test
  void without_a_story_alerts_say_when_it_was_over() {
    group.add(PageRecords.herd(CRON, NOON), 1);
    alerts.add(PageRecords.alert("a", CRON, AlertState.RESOLVED, NOON), 2);
    group.add(PageRecords.spread(CRON, NOON + 5 * MINUTE), 3);

    assertThat(headline(Chapters.NONE, NOON + 12 * MINUTE).state()).isEqualTo(State.RIGHT);
  }
}
