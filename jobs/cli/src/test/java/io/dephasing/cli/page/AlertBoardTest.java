package io.dephasing.cli.page;

import static io.dephasing.cli.page.PageRecords.CRON;
import static io.dephasing.cli.page.PageRecords.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.schemas.AlertState;
import org.junit.jupiter.api.Test;

final class AlertBoardTest {
  private final AlertBoard alerts = new AlertBoard();

  @Test
  void an_alert_is_as_its_last_transition_left_it() {
    alerts.add(PageRecords.alert("a", CRON, AlertState.FIRING, NOON), 1);
    alerts.add(PageRecords.alert("a", CRON, AlertState.RESOLVED, NOON), 2);

    assertThat(alerts.posts()).singleElement().matches(post -> !post.isFiring());
    assertThat(alerts.since(1)).hasSize(1);
    assertThat(alerts.since(2)).isEmpty();
  }

  @Test
  void what_has_resolved_does_not_fire_again() {
    alerts.add(PageRecords.alert("a", CRON, AlertState.RESOLVED, NOON), 1);
    alerts.add(PageRecords.alert("a", CRON, AlertState.FIRING, NOON), 2);

    assertThat(alerts.posts()).singleElement().matches(post -> !post.isFiring());
  }

  @Test
  void the_oldest_resolved_one_makes_room() {
    alerts.add(PageRecords.alert("firing", CRON, AlertState.FIRING, NOON), 0);
    for (int i = 0; i < 3 * AlertBoard.KEPT; i++) {
      alerts.add(PageRecords.alert("a" + i, CRON, AlertState.RESOLVED, NOON + i), i + 1);
    }

    assertThat(alerts.posts()).hasSize(AlertBoard.KEPT);
    assertThat(alerts.posts()).filteredOn(AlertBoard.Post::isFiring).hasSize(1);
  }

  @Test
  void a_recommendation_stands_with_its_alert_whichever_comes_first() {
    alerts.add(PageRecords.recommendation("a", CRON, NOON), 1);
    alerts.add(PageRecords.alert("a", CRON, AlertState.FIRING, NOON), 2);
    alerts.add(PageRecords.alert("b", CRON, AlertState.FIRING, NOON), 3);
    alerts.add(PageRecords.recommendation("b", CRON, NOON), 4);

    assertThat(alerts.posts())
        .allSatisfy(
            post ->
                assertThat(post.cure().map(AlertText::cure))
                    .contains(
                        "Spread over 58 s by a hash of the instance's id, the peak would stay at 10 per"
                            + " second or less with a probability of 95 %, for 29 s of mean"
                            + " delay. But it is short."));
    assertThat(alerts.since(3)).hasSize(1);
  }

  @Test
  void the_evidence_is_one_plain_sentence() {
    alerts.add(PageRecords.alert("a", CRON, AlertState.FIRING, NOON), 1);
    alerts.add(PageRecords.alert("a", CRON, AlertState.RESOLVED, NOON), 2);
    AlertBoard.Post post = alerts.posts().iterator().next();

    assertThat(AlertText.evidence(post))
        .isEqualTo(
            "40 of 40 instances of checkout/build-report act within 15 s: that is 100 % of them, and"
                + " 12 would have been enough for an alert.");
    assertThat(AlertText.end(post)).isEqualTo("It has not come back for 11 minutes: resolved.");
  }
}
