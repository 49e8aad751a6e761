package io.dephasing.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.cli.terminal.Sparkline;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.schemas.AlertState;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

final class ScreenTest {
  /** Noon, UTC. */
  private static final long NOON = 1_772_452_800_000L;

  private static final long MINUTE = 60_000;

  /** Its fleet's time is noon when it begins and 12:20 when it ends, ten times as fast. */
  private static final Script SCRIPT = new Script(NOON + 18 * MINUTE, 120_000, 10);

  private static final FleetStory STORY = new FleetStory(NOON + 5 * MINUTE, NOON + 10 * MINUTE);
  private static final List<GroupKey> HERDING =
      List.of(new GroupKey(EventKind.JOB_START, "checkout", "build-report", null));

  private final Locale locale = Locale.getDefault();
  private final HerdMinutes minutes = new HerdMinutes(List.of(OutputRecords.CRON));
  private final Figures account = new Figures(SCRIPT, minutes);
  private final Screen screen = new Screen(SCRIPT, HERDING, Ansi.OFF, Sparkline.ASCII);

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(locale);
  }

  @Test
  void an_alert_that_fires_comes_with_its_evidence() {
    account.add(OutputRecords.sli("build-report", NOON, 0, 1), SCRIPT.startMillis() + 6_100);
    Figures.Transition fired =
        account.add(
            OutputRecords.alert(AlertState.FIRING, NOON + 5 * MINUTE, NOON + 5 * MINUTE + 1_000),
            SCRIPT.startMillis() + 30_520);
    assertThat(screen.transition(fired))
        .isEqualTo(
            "12:05:01 FIRING   page   herd        375 of 375 instances of checkout/build-report act within"
                + " 2 s (100 % of all, 94 would do, at 12:05:00, out in 4.2 s)");
  }

  @Test
  void an_alert_that_resolves_says_from_when_to_when_it_was() {
    Figures.Transition resolved =
        account.add(
            OutputRecords.alert(AlertState.RESOLVED, NOON + 5 * MINUTE, NOON + 16 * MINUTE), NOON);
    assertThat(screen.transition(resolved))
        .isEqualTo(
            "12:16:00 RESOLVED page   herd        checkout/build-report,"
                + " from 12:05:00 to 12:05:02");
  }

  @Test
  void the_status_is_the_same_in_every_locale() {
    Locale.setDefault(Locale.GERMANY);
    account.add(OutputRecords.sli("build-report", NOON, 0, 1), NOON);
    account.read(1_000, EventTally.NONE, NOON);
    account.read(3_000, EventTally.NONE, NOON + 1_000);
    assertThat(screen.status(account, SCRIPT.startMillis() + 6_000))
        .isEqualTo(
            "12:01:00  events 3,000, 2,000/s  SLIs 1, 0/s  groups 1  alerts 0 firing, 0 resolved");
  }

  @Test
  void the_panel_draws_the_minutes_of_the_groups_that_herd() {
    minutes.add(OutputRecords.sli("build-report", NOON, 0, 0));
    minutes.add(OutputRecords.sli("build-report", NOON + MINUTE, 0, 80));
    List<String> panel = screen.panel(account, STORY, SCRIPT.startMillis() + 36_000);
    assertThat(panel.get(3)).startsWith("herding").endsWith("now in 84 s");
    assertThat(panel.get(4))
        .startsWith("checkout/build-report")
        .endsWith(" ".repeat(36) + "#### 80/s".replace('#', '@'));
    assertThat(panel).allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
  }

  @Test
  void the_end_compares_before_with_after_and_says_how_soon_alerts_came() {
    herd(NOON + 5 * MINUTE, 400);
    herd(NOON + 10 * MINUTE, 8);
    account.add(
        OutputRecords.alert(AlertState.FIRING, NOON + 15 * MINUTE, NOON + 15 * MINUTE),
        SCRIPT.startMillis() + 90_300);
    account.read(10, new EventTally(10, 7, 1, 1, 1), NOON);
    assertThat(screen.farewell(account, STORY, OptionalDouble.of(12.34)))
        .containsExactly(
            "before -> after: peak 400 -> 8 per second (-98 %), dispersion index 40.0 -> 0.8,"
                + " synchronization index 0.40 -> 0.01 (cron jobs: 1; the fullest minute"
                + " of each cycle)",
            "alerts: 1 fired, 0 resolved; latency p50 3.0 s, p99 3.0 s of the fleet's time"
                + " (herds: 1; from decidedAt to the topic)",
            "events: in 10 = counted 7 + duplicate 1 + late 1 + dead letter 1",
            "first SLI: 12.3 s after the start");
  }

  @Test
  void the_end_of_a_demo_that_was_stopped_early_claims_nothing() {
    assertThat(screen.farewell(account, FleetStory.QUIET, OptionalDouble.empty()))
        .containsExactly(
            "before -> after: the demo was too short for a cycle of each",
            "alerts: 0 fired, 0 resolved; latency: no herd came while detection was up",
            "events: in 0 = counted 0 + duplicate 0 + late 0 + dead letter 0",
            "first SLI: none came");
  }

  @Test
  void colours_are_there_where_they_are_wanted_alone() {
    Screen colourful = new Screen(SCRIPT, HERDING, Ansi.ON, Sparkline.BLOCKS);
    assertThat(colourful.status(account, NOON)).isEqualTo(screen.status(account, NOON));
    account.add(OutputRecords.alert(AlertState.FIRING, NOON, NOON), NOON);
    assertThat(colourful.status(account, NOON)).contains("\u001b[");
    assertThat(screen.status(account, NOON)).doesNotContain("\u001b");
  }

  private void herd(long fromMillis, int peak) {
    for (int minute = 0; minute < 3; minute++) {
      account.add(
          OutputRecords.sli("build-report", fromMillis + minute * MINUTE, 0, peak),
          SCRIPT.startMillis() + 60_000);
    }
  }
}
