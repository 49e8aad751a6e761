package io.dephasing.cli.page;

import static io.dephasing.cli.page.PageRecords.CRON;
import static io.dephasing.cli.page.PageRecords.MINUTE;
import static io.dephasing.cli.page.PageRecords.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dephasing.schemas.AlertState;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PageModelTest {
  private static final String OTHER = "job-start/billing/sync-inventory";

  private final PageModel model =
      new PageModel(new PageModel.Setting("Test", () -> LivePage.Script.REAL));

  private static JsonNode json(PageUpdate update) throws IOException {
    return new ObjectMapper().readTree(update.json());
  }

  private PageUpdate first(Optional<String> group) {
    return model.update(group, PageUpdate.NOTHING);
  }

  @Test
  void whoever_comes_late_is_told_everything_then_what_is_new() throws IOException {
    model.add(PageRecords.spread(CRON, NOON));
    model.add(PageRecords.spread(CRON, NOON + MINUTE));
    model.add(PageRecords.start(CRON, "a", NOON + 3 * MINUTE));

    PageUpdate late = first(Optional.empty());
    model.add(PageRecords.herd(CRON, NOON + 2 * MINUTE));
    model.add(PageRecords.start(CRON, "a", NOON + 4 * MINUTE));
    PageUpdate next = model.update(Optional.empty(), late);

    assertThat(json(late).path("whole").asBoolean()).isTrue();
    assertThat(json(late).path("minutes")).hasSize(2);
    assertThat(json(late).path("dots")).hasSize(2);
    assertThat(json(next).path("whole").asBoolean()).isFalse();
    assertThat(json(next).path("minutes")).hasSize(1);
    assertThat(json(next).path("dots").get(0).asLong()).isEqualTo(NOON + 4 * MINUTE);
    assertThat(json(next).has("groups")).as("the list of groups did not change").isFalse();
  }

  @Test
  void records_that_cannot_be_read_are_counted() throws IOException {
    model.passOver();
    model.passOver();

    assertThat(json(model.update(Optional.empty(), PageUpdate.NOTHING)).path("passedOver").asInt())
        .isEqualTo(2);
  }

  @Test
  void the_group_with_an_alert_is_the_one_to_look_at() throws IOException {
    model.add(PageRecords.spread(OTHER, NOON));
    model.add(PageRecords.spread(CRON, NOON));
    PageUpdate before = first(Optional.empty());

    model.add(PageRecords.alert("a", CRON, AlertState.FIRING, NOON + MINUTE));
    PageUpdate after = model.update(Optional.empty(), before);

    assertThat(before.groupKey()).isEqualTo(OTHER);
    assertThat(after.groupKey()).isEqualTo(CRON);
    assertThat(json(after).path("whole").asBoolean()).isTrue();
    assertThat(json(after).path("alerts").get(0).path("conditions").get(0).path("value").asInt())
        .isEqualTo(40);
  }

  @Test
  void whoever_chose_a_group_keeps_it() {
    model.add(PageRecords.spread(OTHER, NOON));
    model.add(PageRecords.alert("a", CRON, AlertState.FIRING, NOON + MINUTE));

    assertThat(first(Optional.of(OTHER)).groupKey()).isEqualTo(OTHER);
    assertThat(first(Optional.of("no/such/group")).groupKey()).isEqualTo(CRON);
  }

  @Test
  void of_two_groups_with_alerts_the_one_on_screen_stays() {
    model.add(PageRecords.alert("b", OTHER, AlertState.RESOLVED, NOON));
    PageUpdate shown = first(Optional.empty());
    model.add(PageRecords.alert("a", CRON, AlertState.FIRING, NOON + MINUTE));

    assertThat(model.update(Optional.empty(), shown).groupKey()).isEqualTo(OTHER);
  }

  @Test
  void the_herd_is_shown_even_where_its_echo_was_found_first() {
    String echo = "retry/checkout/call";
    model.add(PageRecords.alert("a", echo, AlertState.FIRING, NOON + 1_000));
    PageUpdate shown = first(Optional.empty());
    model.add(PageRecords.alert("b", CRON, AlertState.FIRING, NOON));

    assertThat(shown.groupKey()).isEqualTo(echo);
    assertThat(model.update(Optional.empty(), shown).groupKey()).isEqualTo(CRON);
  }

  @Test
  void groups_are_bounded_and_one_with_an_alert_makes_room_for_itself() throws IOException {
    for (int i = 0; i < 2 * PageModel.GROUPS; i++) {
      model.add(PageRecords.start("job-start/s/job-" + i, "a", NOON));
    }
    model.add(PageRecords.alert("a", CRON, AlertState.FIRING, NOON));

    PageUpdate update = first(Optional.empty());

    assertThat(json(update).path("groups")).hasSize(PageModel.GROUPS);
    assertThat(update.groupKey()).isEqualTo(CRON);
  }

  @Test
  void a_group_may_be_called_whatever_it_likes() throws IOException {
    String key = "job-start/<script>alert(1)<%2Fscript>/\"\n";
    model.add(PageRecords.spread(key, NOON));

    PageUpdate update = first(Optional.empty());

    assertThat(update.json()).doesNotContain("\n");
    assertThat(json(update).path("group").path("label").asText())
        .isEqualTo("<script>alert(1)</script> / \"\n: job starts");
  }

  @Test
  void nobody_waits_for_what_is_closed() throws InterruptedException {
    model.close();
    model.await(Long.MAX_VALUE, 60_000);

    assertThat(model.isClosed()).isTrue();
  }
}
