package io.dephasing.core.annotation;

import static io.dephasing.core.annotation.AnnotationKind.DEPHASING_CHANGE;
import static io.dephasing.core.annotation.AnnotationKind.ROLLOUT_END;
import static io.dephasing.core.annotation.AnnotationKind.ROLLOUT_START;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnnotationsTest {
  private static final GroupKey SYNC = new GroupKey(EventKind.JOB_START, "shop", "sync", "blue");
  private static final GroupKey OTHER = new GroupKey(EventKind.RETRY, "shop", "pay", null);
  private static final GroupKey ELSEWHERE = new GroupKey(EventKind.RETRY, "bank", "pay", null);
  private static final long MINUTE = 60_000;
  private static final long T = 1_772_700_000_000L;

  @Test
  void maintenance_covers_its_beginning_and_not_its_end() {
    Annotations known = Annotations.of(List.of(Notes.maintenance("shop", T, T + MINUTE)));

    assertThat(known.isMaintained(SYNC, T - 1)).isFalse();
    assertThat(known.isMaintained(SYNC, T)).isTrue();
    assertThat(known.isMaintained(SYNC, T + MINUTE - 1)).isTrue();
    assertThat(known.isMaintained(SYNC, T + MINUTE)).isFalse();
    assertThat(known.isMaintained(ELSEWHERE, T)).isFalse();
  }

  @Test
  void a_window_is_maintained_where_some_of_it_is() {
    Annotations known = Annotations.of(List.of(Notes.maintenance("shop", T, T + MINUTE)));

    assertThat(known.isMaintained(SYNC, T - MINUTE, T)).isFalse();
    assertThat(known.isMaintained(SYNC, T - MINUTE, T + 1)).isTrue();
    assertThat(known.isMaintained(SYNC, T + MINUTE - 1, T + 2 * MINUTE)).isTrue();
    assertThat(known.isMaintained(SYNC, T + MINUTE, T + 2 * MINUTE)).isFalse();
  }

  @Test
  void a_scope_holds_for_the_groups_that_it_names_and_for_no_roll_up_of_them() {
    AnnotationScope one = new AnnotationScope("shop", EventKind.JOB_START, "sync", "blue");

    assertThat(one.covers(SYNC)).isTrue();
    assertThat(one.covers(new GroupKey(EventKind.JOB_START, "shop", "sync", "green"))).isFalse();
    assertThat(one.covers(new GroupKey(EventKind.JOB_START, "shop", "other", "blue"))).isFalse();
    assertThat(one.covers(OTHER)).isFalse();
    assertThat(one.covers(SYNC.serviceRollUp())).isFalse();
  }

  @Test
  void a_service_s_scope_holds_for_its_roll_up_and_that_of_all_services_for_everything() {
    AnnotationScope service = AnnotationScope.ofService("shop");
    AnnotationScope all = AnnotationScope.ofService(GroupKey.ALL);

    assertThat(service.covers(SYNC.serviceRollUp())).isTrue();
    assertThat(service.covers(SYNC.kindRollUp())).isFalse();
    assertThat(List.of(SYNC, OTHER, ELSEWHERE, SYNC.serviceRollUp(), SYNC.kindRollUp()))
        .allMatch(all::covers);
    Annotations known = Annotations.of(List.of(Notes.maintenance("*", T, T + 1)));
    assertThat(known.isMaintained(ELSEWHERE, T)).isTrue();
    assertThat(known.isMaintained(ELSEWHERE.kindRollUp(), T)).isTrue();
  }

  @Test
  void a_rollout_whose_end_is_not_known_is_over_an_hour_after_its_start() {
    Annotations known = Annotations.of(List.of(Notes.instant(ROLLOUT_START, "shop", T, "v2")));

    assertThat(known.rolloutOf(SYNC, T - 1)).isEmpty();
    assertThat(known.rolloutOf(SYNC, T)).contains("v2");
    assertThat(known.rolloutOf(OTHER, T + 60 * MINUTE)).contains("v2");
    assertThat(known.rolloutOf(SYNC, T + 60 * MINUTE + 1)).isEmpty();
    assertThat(known.rolloutOf(ELSEWHERE, T)).isEmpty();
  }

  @Test
  void a_rollout_whose_end_is_known_works_on_for_half_an_hour() {
    Annotations known =
        Annotations.of(
            List.of(
                Notes.instant(ROLLOUT_START, "shop", T, "v2"),
                Notes.instant(ROLLOUT_END, "shop", T + 5 * MINUTE, "")));
    assertThat(known.rolloutOf(SYNC, T + 35 * MINUTE)).contains("v2");
    assertThat(known.rolloutOf(SYNC, T + 35 * MINUTE + 1)).isEmpty();

    Annotations lengthy =
        Annotations.of(
            List.of(
                Notes.instant(ROLLOUT_START, "shop", T, "v2"),
                Notes.instant(ROLLOUT_END, "shop", T + 300 * MINUTE, "v2")));
    assertThat(lengthy.rolloutOf(SYNC, T + 200 * MINUTE)).contains("v2");
    assertThat(lengthy.rolloutOf(SYNC, T + 330 * MINUTE)).contains("v2");
  }

  @Test
  void an_end_belongs_to_the_last_start_of_its_version() {
    Annotations known =
        Annotations.of(
            List.of(
                Notes.instant(ROLLOUT_START, "shop", T, "v1"),
                Notes.instant(ROLLOUT_START, "shop", T + 2 * MINUTE, "v2"),
                Notes.instant(ROLLOUT_END, "shop", T + 3 * MINUTE, "v1"),
                Notes.instant(ROLLOUT_END, "shop", T + 100 * MINUTE, "v2")));

    assertThat(known.rolloutOf(SYNC, T + MINUTE)).contains("v1");
    assertThat(known.rolloutOf(SYNC, T + 3 * MINUTE)).contains("v2");
    assertThat(known.rolloutOf(SYNC, T + 130 * MINUTE)).contains("v2");
  }

  @Test
  void an_end_alone_marks_the_half_hour_behind_it() {
    Annotations known = Annotations.of(List.of(Notes.instant(ROLLOUT_END, "shop", T, "v2")));

    assertThat(known.rolloutOf(SYNC, T - 1)).isEmpty();
    assertThat(known.rolloutOf(SYNC, T + 30 * MINUTE)).contains("v2");
    assertThat(known.rolloutOf(SYNC, T + 30 * MINUTE + 1)).isEmpty();
  }

  @Test
  void the_last_change_of_dephasing_is_asked_for_as_of_a_time() {
    Annotations known =
        Annotations.of(
            List.of(
                Notes.instant(DEPHASING_CHANGE, "shop", T, ""),
                Notes.instant(DEPHASING_CHANGE, "*", T + 5 * MINUTE, "")));

    assertThat(known.lastDephasingChange(SYNC, T - 1)).isEmpty();
    assertThat(known.lastDephasingChange(SYNC, T)).hasValue(T);
    assertThat(known.lastDephasingChange(SYNC, T + 9 * MINUTE)).hasValue(T + 5 * MINUTE);
    assertThat(known.lastDephasingChange(ELSEWHERE, T)).isEmpty();
  }

  @Test
  void the_order_in_which_annotations_arrive_changes_nothing() {
    List<ScopedAnnotation> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      AnnotationKind type = i % 3 == 2 ? ROLLOUT_END : ROLLOUT_START;
      all.add(Notes.instant(type, "shop", T + i * 7L * MINUTE, i % 2 == 0 ? "v" + i / 4 : ""));
    }
    List<String> expected = rollouts(all);
    assertThat(expected).doesNotContainNull().anyMatch(each -> each.contains("v"));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(all, new Random(seed));
      assertThat(rollouts(all)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static List<String> rollouts(List<ScopedAnnotation> all) {
    Annotations known = Annotations.of(all);
    List<String> found = new ArrayList<>();
    for (long at = T - MINUTE; at < T + 150 * MINUTE; at += MINUTE) {
      found.add(known.rolloutOf(SYNC, at).orElse("none"));
    }
    return found;
  }
}
