package io.dephasing.core.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
import io.dephasing.core.annotation.Annotations;
import io.dephasing.core.annotation.Notes;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.Slice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which windows of a group are published, and how often. */
class WindowsOfAGroupTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final long FIRST = 29_545_000L;

  private final List<String> published = new ArrayList<>();
  private final Map<Account, Long> accounts = new EnumMap<>(Account.class);
  private final List<WindowSli> slis = new ArrayList<>();
  private final List<AlertTransition> alerts = new ArrayList<>();
  private final GroupWatch watch = new GroupWatch(Policy.DEFAULT, Lateness.DEFAULT);
  private final GroupState state = new GroupState(GROUP);
  private final Outputs out = new Named();
  private JobSpan span = new JobSpan(FIRST * Slice.LENGTH_MILLIS, Long.MIN_VALUE);

  @Test
  void a_window_is_published_at_its_end_and_two_empty_ones_after_it() {
    add(0, 5, RunPhase.START, true);
    advance(60_000 - 1);
    assertThat(published).isEmpty();
    advance(60_000);
    assertThat(published).containsExactly("0 r0 of 1");
    advance(3_600_000);
    assertThat(published).containsExactly("0 r0 of 1", "1 r0 of 0", "2 r0 of 0");
  }

  @Test
  void it_is_revised_when_it_settles_exactly_if_some_of_it_was_not_on_time() {
    add(0, 5, RunPhase.START, true);
    advance(60_000);
    add(0, 7, RunPhase.START, false);
    add(1, 10, RunPhase.START, true);
    advance(180_000 - 1);
    assertThat(published).containsExactly("0 r0 of 1", "1 r0 of 1");
    advance(180_000);
    assertThat(published).contains("0 r1 of 2");
    advance(3_600_000);
    assertThat(published)
        .containsExactlyInAnyOrder(
            "0 r0 of 1", "0 r1 of 2", "1 r0 of 1", "1 r1 of 1", "2 r0 of 0", "3 r0 of 0");
  }

  @Test
  void windows_go_on_while_runs_are_in_flight() {
    add(0, 5, RunPhase.START, true);
    add(0, 6, RunPhase.START, true);
    add(0, 9, RunPhase.END, true);
    advance(10 * 60_000);
    assertThat(published).hasSize(10);
    add(10, 1, RunPhase.END, true);
    advance(60 * 60_000);

    assertThat(published).hasSize(13).endsWith("10 r0 of 0", "11 r0 of 0", "12 r0 of 0");
    assertThat(slis.get(9).measures().value(Measure.IN_FLIGHT)).isEqualTo(1);
    assertThat(slis.get(12).measures().value(Measure.IN_FLIGHT)).isZero();
  }

  @Test
  void a_window_that_maintenance_touches_is_not_judged() {
    Policy policy = policy(Map.of("rate_peak_per_second", 2.0), false);
    GroupWatch strict = new GroupWatch(policy, Lateness.DEFAULT);
    long second = (FIRST + 1) * Slice.LENGTH_MILLIS;
    strict.know(
        Annotations.of(List.of(Notes.maintenance("shop", second + 59_999, second + 60_000))));
    addTo(strict, 0, 5);
    addTo(strict, 1, 5);
    addTo(strict, 2, 1);
    strict.advance(state, (FIRST + 3) * Slice.LENGTH_MILLIS, span, out);

    assertThat(slis)
        .extracting(each -> each.compliance().compliant())
        .containsExactly(false, null, true);
  }

  @Test
  void nothing_is_judged_before_event_time_begins() {
    GroupWatch strict =
        new GroupWatch(policy(Map.of("rate_peak_per_second", 2.0), false), Lateness.DEFAULT);
    strict.add(state, FIRST, starts(0, 5), Long.MIN_VALUE, span, out);
    assertThat(alerts).isEmpty();
    strict.know(
        Annotations.of(List.of(Notes.maintenance("*", FIRST * 60_000, FIRST * 60_000 + 60_000))));
    strict.advance(state, state.wakeAtMillis(), span, out);

    assertThat(alerts).extracting(AlertTransition::status).containsExactly(Status.SUPPRESSED);
  }

  @Test
  void what_instances_did_is_told_while_an_alert_is_out() {
    Policy policy = policy(Map.of("rate_peak_per_second", 2.0), false);
    GroupWatch strict = new GroupWatch(policy, Lateness.DEFAULT);
    addTo(strict, 0, 1);
    addTo(strict, 1, 5);
    strict.advance(state, (FIRST + 2) * Slice.LENGTH_MILLIS, span, out);

    assertThat(slis).extracting(each -> each.examples().timeline().size()).containsExactly(0, 1);
    assertThat(slis.get(1).examples().timeline().get(0).instance()).isEqualTo("pod");
  }

  @Test
  void what_instances_did_is_told_where_the_policy_asks_for_it() {
    GroupWatch curious = new GroupWatch(policy(Map.of(), true), Lateness.DEFAULT);
    addTo(curious, 0, 1);
    curious.advance(state, (FIRST + 1) * Slice.LENGTH_MILLIS, span, out);

    assertThat(slis.get(0).examples().timeline()).hasSize(1);
  }

  private static Policy policy(Map<String, Double> limits, boolean timeline) {
    Policy standard = Policy.DEFAULT;
    return new Policy(
        "strict",
        limits,
        standard.severity(),
        standard.expectation(),
        standard.objective(),
        standard.falseAlarmsPer30Days(),
        timeline);
  }

  private void addTo(GroupWatch group, long minute, int starts) {
    Slice slice = starts(minute, starts);
    group.add(state, FIRST + minute, slice, FIRST * Slice.LENGTH_MILLIS, span, out);
  }

  private static Slice starts(long minute, int starts) {
    Slice slice = new Slice();
    for (int i = 0; i < starts; i++) {
      long at = (FIRST + minute) * Slice.LENGTH_MILLIS + 5_000 + i;
      slice.add(
          new Event(GROUP, Instance.of("pod"), at, RunPhase.START, Absent.MILLIS, Details.NONE),
          true);
    }
    return slice;
  }

  @Test
  void a_run_without_end_is_given_up_after_a_day() {
    add(0, 5, RunPhase.START, true);
    add(0, 6, RunPhase.START, true);
    add(0, 9, RunPhase.END, true);
    advance(30 * 3_600_000);

    assertThat(published.size()).isBetween(1440, 1444);
  }

  @Test
  void nothing_is_published_behind_the_last_time_of_the_job() {
    add(0, 5, RunPhase.START, true);
    advance(30_000);
    span = new JobSpan(span.firstMillis(), (FIRST + 1) * Slice.LENGTH_MILLIS + 1);
    watch.advance(state, Long.MAX_VALUE, span, out);

    assertThat(published).containsExactly("0 r0 of 1", "1 r0 of 0");
  }

  @Test
  void a_group_is_forgotten_after_two_silent_days_and_not_before() {
    add(0, 5, RunPhase.START, true);
    long due = 60_000 + 48 * 3_600_000L;
    advance(due - 1);
    assertThat(watch.isForgotten(state)).isFalse();
    assertThat(state.wakeAtMillis()).isEqualTo(FIRST * Slice.LENGTH_MILLIS + due);
    advance(due);
    assertThat(watch.isForgotten(state)).isTrue();
  }

  @Test
  void a_group_of_which_nothing_has_come_is_not_forgotten_at_once() {
    assertThat(watch.isForgotten(state)).isFalse();
  }

  @Test
  void a_window_that_changed_after_it_was_published_is_published_again() {
    add(0, 5, RunPhase.START, true);
    advance(60_000);
    add(0, 6, RunPhase.START, true);
    advance(60_000 + Lateness.DEFAULT.allowedMillis());

    assertThat(published).contains("0 r0 of 1", "0 r1 of 2");
    assertThat(accounts).containsExactly(Map.entry(Account.PUBLISHED, 2L));
  }

  @Test
  void a_minute_without_events_that_gets_some_is_published_again() {
    add(0, 5, RunPhase.START, true);
    advance(120_000);
    add(1, 5, RunPhase.START, true);
    advance(300_000);

    assertThat(published).contains("1 r0 of 0", "1 r1 of 1");
  }

  @Test
  void a_slice_that_has_settled_is_settled() {
    for (int second = 0; second < 30; second++) {
      add(0, second, RunPhase.START, true);
    }
    advance(300_000);
    int before = published.size();
    add(0, 40, RunPhase.START, true);
    advance(600_000);

    assertThat(published.subList(before, published.size())).noneMatch(it -> it.startsWith("0 "));
    assertThat(accounts)
        .containsOnly(Map.entry(Account.PUBLISHED, 30L), Map.entry(Account.BEHIND, 1L));
    assertThat(slis).anyMatch(sli -> sli.measures().value(Measure.LATE_EVENTS) == 1);
  }

  @Test
  void late_events_alone_make_a_window() {
    Slice late = new Slice();
    late.addLate(1);
    watch.add(state, FIRST, late, FIRST * Slice.LENGTH_MILLIS, span, out);
    advance(60_000);

    assertThat(published).containsExactly("0 r0 of 0");
    assertThat(slis.get(0).measures().value(Measure.LATE_EVENTS)).isEqualTo(1);
  }

  private void add(int minute, int second, RunPhase phase, boolean onTime) {
    long timeMillis = (FIRST + minute) * Slice.LENGTH_MILLIS + second * 1000L;
    Slice slice = new Slice();
    slice.add(
        new Event(GROUP, Instance.of("a" + second), timeMillis, phase, Absent.MILLIS, Details.NONE),
        onTime);
    long watermark = Math.max(state.watermarkMillis(), FIRST * Slice.LENGTH_MILLIS);
    watch.add(state, FIRST + minute, slice, watermark, span, out);
  }

  private void advance(long sinceFirstMillis) {
    watch.advance(state, FIRST * Slice.LENGTH_MILLIS + sinceFirstMillis, span, out);
  }

  private final class Named implements Outputs {
    @Override
    public void sli(WindowSli sli) {
      slis.add(sli);
      published.add(
          "%d r%d of %.0f"
              .formatted(
                  Slice.indexOf(sli.window().startMillis()) - FIRST,
                  sli.revision(),
                  sli.measures().value(Measure.EVENTS)));
    }

    @Override
    public void alert(AlertTransition transition) {
      alerts.add(transition);
    }

    @Override
    public void recommendation(SpreadRecommendation recommendation) {}

    @Override
    public void onset(Onset onset) {}

    @Override
    public void account(Account account, long events) {
      accounts.merge(account, events, Long::sum);
    }
  }
}
