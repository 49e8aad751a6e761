package io.dephasing.export.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.sli.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupExportTest {
  private static final GroupKey GROUP =
      new GroupKey(EventKind.JOB_START, "backup", "nightly", null);
  private static final GroupKey OTHER = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final long MINUTE_MILLIS = 60_000;
  private static final long START_MILLIS = 1_000 * MINUTE_MILLIS;
  private static final byte[] RECORD = {1};

  private final GroupMemory memory = new GroupMemory();
  private final List<Sample> written = new ArrayList<>();
  private Optional<GroupWindow> previous = Optional.empty();

  @Test
  void counters_have_the_value_of_before_one_window_before_their_first() {
    GroupExport export = new GroupExport(new SeriesBudget(128, 1_000));
    publish(export, window(1, 0, false, "events"));
    publish(export, window(2, 0, true, "events"));

    assertThat(samples("dephasing_slo_windows_total"))
        .containsExactly("-1000 0", "59000 1", "119000 2");
    assertThat(samples("dephasing_slo_bad_windows_total"))
        .containsExactly("-1000 0", "59000 1", "119000 1");
  }

  @Test
  void a_window_that_was_not_judged_counts_in_neither() {
    GroupExport export = new GroupExport(new SeriesBudget(128, 1_000));
    publish(export, window(1, 0, null, "events"));

    assertThat(samples("dephasing_slo_windows_total")).isEmpty();
  }

  @Test
  void what_has_become_undefined_ends_with_the_window_that_has_none() {
    GroupExport export = new GroupExport(new SeriesBudget(128, 1_000));
    publish(export, window(1, 0, true, "events", "spread_ratio"));
    publish(export, window(2, 0, true, "events"));

    assertThat(samples("dephasing_spread_ratio")).containsExactly("59000 5", "119000 stale");
  }

  @Test
  void a_revision_of_an_older_window_ends_nothing() {
    GroupExport export = new GroupExport(new SeriesBudget(128, 1_000));
    publish(export, window(1, 0, true, "events"));
    publish(export, window(2, 0, true, "events", "spread_ratio"));
    publish(export, window(1, 1, true, "events"));

    assertThat(samples("dephasing_events")).containsExactly("59000 5", "119000 5", "59001 5");
    assertThat(samples("dephasing_spread_ratio")).containsExactly("119000 5");
  }

  @Test
  void a_silent_group_s_lines_end_just_before_the_window_that_did_not_come() {
    GroupExport export = new GroupExport(new SeriesBudget(128, 1_000));
    publish(export, window(1, 0, true, "events"));
    long dueMillis = memory.wakeAtMillis();
    export.tick(memory, GROUP, previous, dueMillis, written::add);

    assertThat(dueMillis).isEqualTo(START_MILLIS + MINUTE_MILLIS + GroupExport.SILENT_MILLIS);
    assertThat(samples("dephasing_events")).containsExactly("59000 5", "118999 stale");
    assertThat(samples("dephasing_slo_windows_total")).endsWith("118999 stale");
  }

  @Test
  void whoever_publishes_often_does_not_delay_an_alert_s_minute() {
    GroupExport export = new GroupExport(new SeriesBudget(128, 1_000));
    AlertChange change =
        new AlertChange(
            GROUP,
            "a1",
            "DephasingHerd",
            "page",
            AlertChange.Status.FIRING,
            START_MILLIS + MINUTE_MILLIS,
            false);
    export.alert(memory, change, START_MILLIS + MINUTE_MILLIS, written::add);
    publish(export, window(1, 0, true, "events"));
    export.window(
        memory,
        window(1, 1, true, "events"),
        RECORD,
        previous,
        START_MILLIS + MINUTE_MILLIS + 30_000,
        written::add);

    assertThat(memory.wakeAtMillis()).isEqualTo(START_MILLIS + 2 * MINUTE_MILLIS);
  }

  @Test
  void a_silent_group_is_forgotten_after_two_days() {
    GroupExport export = new GroupExport(new SeriesBudget(128, 1_000));
    publish(export, window(1, 0, true, "events"));

    assertThat(export.tick(memory, GROUP, previous, memory.wakeAtMillis(), written::add)).isFalse();
    assertThat(export.tick(memory, GROUP, previous, memory.wakeAtMillis(), written::add)).isTrue();
  }

  @Test
  void a_new_group_for_which_there_is_no_room_is_left_out_and_counted() {
    SeriesBudget budget = new SeriesBudget(128, 3);
    GroupExport export = new GroupExport(budget);
    publish(export, window(1, 0, true, "events", "members"));
    written.clear();
    export.window(
        new GroupMemory(),
        window(OTHER, 1, 0, true, "events", "members"),
        RECORD,
        Optional.empty(),
        START_MILLIS,
        written::add);

    assertThat(written).isEmpty();
    assertThat(budget.total()).isEqualTo(2);
    assertThat(budget.refused()).isEqualTo(2);
  }

  @Test
  void a_group_that_is_written_stays_so_after_a_restore_whoever_comes_first() {
    publish(new GroupExport(new SeriesBudget(128, 2)), window(1, 0, true, "events", "members"));
    written.clear();
    SeriesBudget restored = new SeriesBudget(128, 2);
    GroupExport export = new GroupExport(restored);
    export.window(
        new GroupMemory(),
        window(OTHER, 2, 0, true, "events", "members"),
        RECORD,
        Optional.empty(),
        START_MILLIS,
        written::add);
    publish(export, window(2, 0, true, "events", "members"));

    assertThat(samples("dephasing_members")).contains("119000 5");
    assertThat(restored.total()).isEqualTo(4);
  }

  @Test
  void a_group_has_no_more_series_than_its_budget() {
    SeriesBudget budget = new SeriesBudget(1, 1_000);
    publish(new GroupExport(budget), window(1, 0, true, "events", "members"));

    assertThat(samples("dephasing_events")).hasSize(1);
    assertThat(samples("dephasing_members")).isEmpty();
    assertThat(budget.refused()).isEqualTo(1);
  }

  @Test
  void samples_of_one_series_take_the_room_of_one() {
    SeriesBudget budget = new SeriesBudget(128, 2);
    GroupWindow plain = window(1, 0, true, "events");
    Sample events = plain.series().measures().get(0);
    SeriesLabels member =
        SeriesLabels.of(GROUP).with("member", "m1").named("dephasing_member_state");
    List<Sample> timeline =
        List.of(
            Sample.of(member, events.timeMillis() - 2, 1),
            Sample.of(member, events.timeMillis() - 1, 0),
            Sample.of(member, events.timeMillis(), 1));
    publish(
        new GroupExport(budget),
        new GroupWindow(
            GROUP,
            plain.window(),
            0,
            true,
            new GroupWindow.Series(plain.series().measures(), List.of(), timeline)));

    assertThat(samples("dephasing_member_state")).hasSize(3);
    assertThat(budget.total()).isEqualTo(2);
    assertThat(budget.refused()).isZero();
  }

  @Test
  void a_recommendation_goes_on_with_each_window() {
    GroupExport export = new GroupExport(new SeriesBudget(128, 1_000));
    export.advice(memory, new Advice(GROUP, START_MILLIS, 300, 4, 150), START_MILLIS, written::add);
    publish(export, window(1, 0, true, "events"));

    assertThat(samples("dephasing_recommended_spread_seconds"))
        .containsExactly("0 300", "59000 300");
  }

  private void publish(GroupExport export, GroupWindow window) {
    boolean isNewer =
        previous.isEmpty() || window.window().endMillis() > previous.get().window().endMillis();
    export.window(memory, window, RECORD, previous, window.window().endMillis(), written::add);
    if (isNewer) {
      previous = Optional.of(window);
    }
  }

  private static GroupWindow window(
      int minute, int revision, @Nullable Boolean compliant, String... measures) {
    return window(GROUP, minute, revision, compliant, measures);
  }

  private static GroupWindow window(
      GroupKey group, int minute, int revision, @Nullable Boolean compliant, String... measures) {
    long endMillis = START_MILLIS + minute * MINUTE_MILLIS;
    List<Sample> samples = new ArrayList<>();
    for (String measure : measures) {
      samples.add(
          Sample.of(
              SeriesLabels.of(group).with("window", "1m").named(ExportedMetric.nameOf(measure)),
              GroupWindow.sampleMillis(endMillis, revision),
              5.0));
    }
    return new GroupWindow(
        group,
        new Window(endMillis - MINUTE_MILLIS, endMillis),
        revision,
        compliant,
        new GroupWindow.Series(samples, List.of(), List.of()));
  }

  private List<String> samples(String metric) {
    return written.stream()
        .filter(sample -> metric.equals(sample.labels().value(SeriesLabels.NAME)))
        .map(
            sample ->
                "%d %s"
                    .formatted(
                        sample.timeMillis() - START_MILLIS,
                        sample.isStale() ? "stale" : String.valueOf((long) sample.value())))
        .toList();
  }
}
