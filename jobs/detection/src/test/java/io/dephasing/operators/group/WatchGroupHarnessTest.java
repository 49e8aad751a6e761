package io.dephasing.operators.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.AnnotationChange.Place;
import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.annotation.Notes;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.event.Event;
import io.dephasing.core.group.JobSpan;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.Slice;
import io.dephasing.simulation.Fleets;
import io.dephasing.simulation.TimedEvents;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchGroupHarnessTest {
  private static final String GROUP = Fleets.GROUP.canonical();
  private static final int MEMBERS = 60;
  private static final long MINUTE = Slice.LENGTH_MILLIS;
  private static final long START = 29_545_200L * MINUTE;
  private static final long QUIET_MINUTES = 10;
  private static final long WINDOW = START + QUIET_MINUTES * MINUTE;
  private static final long HERD = WINDOW + 5_000;
  private static final long BOUND = 2_000;
  private static final long STALE_AFTER = 5 * MINUTE;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private static final Place PLACE = new Place("annotations", 0, 1, START);

  private WatcherSubtask watcher;

  @BeforeEach
  void start() throws Exception {
    watcher = WatcherSubtask.fresh(settings(0));
  }

  @AfterEach
  void stop() throws Exception {
    watcher.close();
  }

  private static WatchGroup.Settings settings(long staleAfterMillis) {
    return new WatchGroup.Settings(() -> Policy.DEFAULT, BOUND, 60_000, staleAfterMillis, Map.of());
  }

  @Test
  void a_herd_fires_while_its_window_is_open() throws Exception {
    quiet(watcher);
    herd(watcher);

    assertThat(watcher.alerts()).hasSize(1);
    AlertTransition alert = watcher.alerts().get(0);
    assertThat(alert.status()).isEqualTo(Status.FIRING);
    assertThat(alert.identity().rule()).isEqualTo("herd");
    assertThat(alert.severity()).isEqualTo(AlertSeverity.PAGE);
    assertThat(alert.lifetime().startsAtMillis()).isEqualTo(HERD);
    assertThat(ends(watcher)).doesNotContain(WINDOW + MINUTE);
  }

  @Test
  void a_quiet_fleet_raises_nothing() throws Exception {
    quiet(watcher);
    watcher.reach(WINDOW + HOUR);

    assertThat(watcher.alerts()).isEmpty();
  }

  @Test
  void it_resolves_by_timers_alone_and_is_the_same_alert() throws Exception {
    quiet(watcher);
    herd(watcher);
    watcher.reach(WINDOW + HOUR);

    assertThat(statuses(watcher)).containsExactly(Status.FIRING, Status.RESOLVED);
    assertThat(watcher.alerts().get(1).identity()).isEqualTo(watcher.alerts().get(0).identity());
    assertThat(watcher.alerts().get(1).lifetime().endsAtMillis()).isBetween(HERD, WINDOW + MINUTE);
  }

  @Test
  void windows_close_when_event_time_reaches_their_end() throws Exception {
    quiet(watcher);
    watcher.reach(WINDOW - 1);
    assertThat(ends(watcher)).doesNotContain(WINDOW);
    watcher.reach(WINDOW);
    assertThat(ends(watcher)).endsWith(WINDOW);
    assertThat(events(watcher)).isEqualTo(QUIET_MINUTES * MEMBERS);
  }

  @Test
  void an_alert_survives_restore_without_firing_twice() throws Exception {
    quiet(watcher);
    herd(watcher);
    OperatorSubtaskState saved = watcher.save();
    watcher.reach(WINDOW + HOUR);
    for (int parallelism : new int[] {1, 3, 4}) {
      try (var restored = WatcherSubtask.ownerOf(GROUP, parallelism, settings(0), saved)) {
        restored.reach(WINDOW + HOUR);

        assertThat(statuses(restored)).containsExactly(Status.RESOLVED);
        assertThat(restored.alerts().get(0)).isEqualTo(watcher.alerts().get(1));
        assertThat(ends(restored)).startsWith(WINDOW + MINUTE);
      }
    }
  }

  @Test
  void a_watermark_that_lies_back_after_a_restore_changes_nothing() throws Exception {
    quiet(watcher);
    herd(watcher);
    watcher.reach(WINDOW + MINUTE);
    OperatorSubtaskState saved = watcher.save();
    int published = watcher.slis().size();
    watcher.reach(WINDOW + HOUR);
    try (var restored = WatcherSubtask.ownerOf(GROUP, 3, settings(0), saved)) {
      restored.reach(WINDOW - HOUR);
      restored.reach(HERD);
      assertThat(restored.alerts()).isEmpty();
      assertThat(restored.slis()).isEmpty();

      restored.reach(WINDOW + HOUR);
      assertThat(restored.alerts()).isEqualTo(watcher.alerts().subList(1, 2));
      assertThat(ends(restored)).isEqualTo(ends(watcher).subList(published, watcher.slis().size()));
    }
  }

  @Test
  void more_of_the_same_herd_after_a_restore_does_not_fire_again() throws Exception {
    quiet(watcher);
    herd(watcher);
    try (var restored = WatcherSubtask.ownerOf(GROUP, 2, settings(0), watcher.save())) {
      restored.reach(HERD + 3_000);
      restored.take(GROUP, Slice.indexOf(HERD), slice(Fleets.herd(MEMBERS).at(HERD + 1_000)));

      assertThat(restored.alerts()).isEmpty();
    }
  }

  @Test
  void a_new_groups_herd_is_judged_by_the_jobs_span_alone() throws Exception {
    herd(watcher);
    watcher.reach(WINDOW + HOUR);
    assertThat(watcher.alerts()).as("nothing was watched before").isEmpty();

    try (var knowing = WatcherSubtask.fresh(settings(0))) {
      knowing.span(new JobSpan(START - HOUR, Long.MIN_VALUE));
      herd(knowing);
      knowing.reach(WINDOW + HOUR);
      assertThat(statuses(knowing)).containsExactly(Status.FIRING, Status.RESOLVED);
    }
  }

  @Test
  void the_jobs_span_survives_a_restore() throws Exception {
    watcher.span(new JobSpan(START - HOUR, Long.MIN_VALUE));
    watcher.span(new JobSpan(START, Long.MIN_VALUE));
    try (var restored = WatcherSubtask.ownerOf(GROUP, 2, settings(0), watcher.save())) {
      herd(restored);
      restored.reach(WINDOW + HOUR);

      assertThat(statuses(restored)).containsExactly(Status.FIRING, Status.RESOLVED);
    }
  }

  @Test
  void what_comes_after_a_snapshot_does_not_change_what_is_in_it() throws Exception {
    quiet(watcher);
    OperatorSnapshotFutures snapshot = watcher.snapshot();
    herd(watcher);
    watcher.reach(WINDOW + HOUR);
    OperatorSubtaskState saved = WatcherSubtask.written(snapshot);

    try (var restored = WatcherSubtask.ownerOf(GROUP, 1, settings(0), saved)) {
      restored.reach(WINDOW + HOUR);
      assertThat(restored.alerts()).isEmpty();
      assertThat(events(restored)).isEqualTo(MEMBERS);
    }
    try (var replayed = WatcherSubtask.ownerOf(GROUP, 1, settings(0), saved)) {
      herd(replayed);
      replayed.reach(WINDOW + HOUR);
      assertThat(replayed.alerts()).isEqualTo(watcher.alerts());
    }
  }

  @Test
  void the_state_of_a_group_is_cleared_after_two_silent_days() throws Exception {
    quiet(watcher);
    watcher.reach(WINDOW + 2 * DAY - 1);
    assertThat(watcher.stateEntries()).isEqualTo(1);
    assertThat(watcher.timers()).isEqualTo(1);
    watcher.reach(WINDOW + 2 * DAY);
    assertThat(watcher.stateEntries()).isZero();
    assertThat(watcher.timers()).isZero();
  }

  @Test
  void a_group_that_comes_back_begins_anew() throws Exception {
    quiet(watcher);
    watcher.reach(WINDOW + 2 * DAY);
    int published = watcher.slis().size();
    watcher.take(GROUP, Slice.indexOf(WINDOW + 2 * DAY), new Slice());

    assertThat(watcher.stateEntries()).isEqualTo(1);
    assertThat(watcher.slis()).hasSize(published);
  }

  @Test
  void the_final_watermark_closes_all_and_leaves_no_timer() throws Exception {
    quiet(watcher);
    herd(watcher);
    watcher.span(new JobSpan(START, HERD + 1_000));
    watcher.end();

    assertThat(ends(watcher)).endsWith(WINDOW + MINUTE);
    assertThat(events(watcher)).isEqualTo((QUIET_MINUTES + 1) * MEMBERS);
    assertThat(statuses(watcher)).containsExactly(Status.FIRING, Status.RESOLVED);
    assertThat(watcher.timers()).isZero();
  }

  @Test
  void an_alert_that_is_found_long_after_it_began_is_a_stale_ticket_to_its_end() throws Exception {
    try (var behind = WatcherSubtask.fresh(settings(STALE_AFTER))) {
      behind.clock(HERD + DAY);
      quiet(behind);
      herd(behind);
      behind.reach(WINDOW + HOUR);

      assertThat(statuses(behind)).containsExactly(Status.FIRING, Status.RESOLVED);
      assertThat(behind.alerts())
          .allSatisfy(
              alert -> {
                assertThat(alert.severity()).isEqualTo(AlertSeverity.TICKET);
                assertThat(alert.finding().labels())
                    .containsEntry("stale", "true")
                    .containsEntry("severity", "ticket");
              });
      assertThat(behind.stateEntries()).as("the group alone").isEqualTo(1);
    }
  }

  @Test
  void an_alert_that_was_found_in_time_is_not_stale_when_it_resolves() throws Exception {
    try (var prompt = WatcherSubtask.fresh(settings(STALE_AFTER))) {
      quiet(prompt);
      prompt.clock(HERD + 2_000);
      herd(prompt);
      prompt.clock(HERD + HOUR);
      prompt.reach(WINDOW + HOUR);

      assertThat(statuses(prompt)).containsExactly(Status.FIRING, Status.RESOLVED);
      assertThat(prompt.alerts())
          .allSatisfy(alert -> assertThat(alert.finding().labels()).doesNotContainKey("stale"));
    }
  }

  @Test
  void a_stale_alert_is_still_stale_after_a_restore() throws Exception {
    try (var behind = WatcherSubtask.fresh(settings(STALE_AFTER))) {
      behind.clock(HERD + DAY);
      quiet(behind);
      herd(behind);
      try (var restored = WatcherSubtask.ownerOf(GROUP, 3, settings(STALE_AFTER), behind.save())) {
        restored.reach(WINDOW + HOUR);
        assertThat(restored.alerts().get(0).finding().labels()).containsEntry("stale", "true");
      }
    }
  }

  @Test
  void a_herd_in_maintenance_is_suppressed_also_after_a_restore() throws Exception {
    quiet(watcher);
    watcher.tell(accepted(Notes.maintenance("*", HERD, HERD + 1_000)));
    try (var restored = WatcherSubtask.ownerOf(GROUP, 3, settings(0), watcher.save())) {
      for (WatcherSubtask each : List.of(watcher, restored)) {
        herd(each);
        each.reach(WINDOW + HOUR);

        assertThat(statuses(each)).containsExactly(Status.SUPPRESSED, Status.RESOLVED);
        assertThat(compliant(each, WINDOW + MINUTE)).containsExactly("null");
      }
    }
  }

  @Test
  void maintenance_that_is_withdrawn_holds_no_more() throws Exception {
    ScopedAnnotation maintenance = Notes.maintenance("*", HERD, HERD + 1_000);
    quiet(watcher);
    watcher.tell(accepted(maintenance));
    watcher.tell(AnnotationChange.withdrawn(maintenance.id(), maintenance, PLACE));
    try (var restored = WatcherSubtask.ownerOf(GROUP, 2, settings(0), watcher.save())) {
      for (WatcherSubtask each : List.of(watcher, restored)) {
        herd(each);

        assertThat(statuses(each)).containsExactly(Status.FIRING);
      }
    }
  }

  @Test
  void a_herd_in_a_rollout_names_it() throws Exception {
    quiet(watcher);
    watcher.tell(
        accepted(Notes.instant(AnnotationKind.ROLLOUT_START, "*", HERD - 5 * MINUTE, "v2")));
    herd(watcher);

    assertThat(watcher.alerts()).extracting(each -> each.finding().rollout()).containsExactly("v2");
  }

  private static AnnotationChange accepted(ScopedAnnotation annotation) {
    return AnnotationChange.accepted(annotation, PLACE);
  }

  private static List<String> compliant(WatcherSubtask watcher, long endMillis) {
    return watcher.slis().stream()
        .filter(sli -> sli.window().endMillis() == endMillis)
        .map(sli -> String.valueOf(sli.compliance().compliant()))
        .distinct()
        .toList();
  }

  /** Ten minutes in which each member acts once a minute, whenever it likes. */
  private static void quiet(WatcherSubtask watcher) throws Exception {
    watcher.span(new JobSpan(START, Long.MIN_VALUE));
    watcher.play(
        Fleets.jittered(MEMBERS, MINUTE, MINUTE)
            .withoutSchedule()
            .over(START, QUIET_MINUTES * MINUTE)
            .events());
  }

  /** All members within a second, read when the source is just behind it. */
  private static void herd(WatcherSubtask watcher) throws Exception {
    watcher.reach(HERD + 2_000);
    watcher.take(
        GROUP, Slice.indexOf(HERD), slice(Fleets.herd(MEMBERS).withoutSchedule().at(HERD)));
  }

  private static Slice slice(TimedEvents events) {
    Slice slice = new Slice();
    for (Event event : events.events()) {
      slice.add(event, true);
    }
    return slice;
  }

  private static List<Status> statuses(WatcherSubtask watcher) {
    return watcher.alerts().stream().map(AlertTransition::status).toList();
  }

  private static List<Long> ends(WatcherSubtask watcher) {
    return watcher.slis().stream().map(sli -> sli.window().endMillis()).toList();
  }

  private static double events(WatcherSubtask watcher) {
    return watcher.slis().stream()
        .map(WindowSli::measures)
        .mapToDouble(measures -> measures.value(Measure.EVENTS))
        .sum();
  }
}
