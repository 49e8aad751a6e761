package io.dephasing.core.annotation;

import static io.dephasing.core.annotation.AnnotationKind.DEPHASING_CHANGE;
import static io.dephasing.core.annotation.AnnotationKind.ROLLOUT_START;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import org.junit.jupiter.api.Test;

class AnnotationBookTest {
  private static final GroupKey SYNC = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final long HOUR = 3_600_000;
  private static final long T = 1_772_700_000_000L;

  private final AnnotationBook book = new AnnotationBook();

  @Test
  void the_same_id_again_takes_the_place_of_the_one_before() {
    book.put(Notes.maintenance("shop", T, T + HOUR), T);
    book.put(Notes.maintenance("shop", T, T + 2 * HOUR), T);

    assertThat(book.all()).hasSize(1);
    assertThat(book.annotations().isMaintained(SYNC, T + HOUR)).isTrue();
  }

  @Test
  void what_is_taken_out_holds_no_more() {
    ScopedAnnotation maintenance = Notes.maintenance("shop", T, T + HOUR);
    book.put(maintenance, T);
    assertThat(book.annotations().isMaintained(SYNC, T)).isTrue();
    book.remove(maintenance.id());

    assertThat(book.annotations().isMaintained(SYNC, T)).isFalse();
    assertThat(book.annotations().size()).isZero();
  }

  @Test
  void what_ended_two_days_ago_is_forgotten_and_not_before() {
    ScopedAnnotation maintenance = Notes.maintenance("shop", T, T + HOUR);
    book.put(maintenance, T);

    assertThat(book.put(Notes.instant(ROLLOUT_START, "shop", T + HOUR, "a"), T + 49 * HOUR))
        .isEmpty();
    assertThat(book.put(Notes.instant(ROLLOUT_START, "shop", T + 2 * HOUR, "b"), T + 49 * HOUR + 1))
        .containsExactly(maintenance.id());
    assertThat(book.all()).hasSize(2);
  }

  @Test
  void a_change_of_dephasing_holds_for_as_long_as_there_is_room() {
    book.put(Notes.instant(DEPHASING_CHANGE, "shop", T, ""), T);
    book.put(Notes.instant(ROLLOUT_START, "shop", T, ""), T + 10_000 * HOUR);

    assertThat(book.annotations().lastDephasingChange(SYNC, T + 10_000 * HOUR)).hasValue(T);
  }

  @Test
  void before_event_time_begins_nothing_is_forgotten() {
    assertThat(book.put(Notes.maintenance("shop", T, T + HOUR), Long.MIN_VALUE)).isEmpty();
    assertThat(book.all()).hasSize(1);
  }

  @Test
  void there_are_never_more_than_the_bound_and_those_that_ended_first_go() {
    int told = 3 * AnnotationBook.MOST;
    for (int i = 0; i < told; i++) {
      // In an order that is not that of their ends: 7919 and the count have no common factor.
      long atMillis = T + i * 7_919L % told;
      book.put(Notes.instant(ROLLOUT_START, "shop", atMillis, ""), Long.MIN_VALUE);
    }
    assertThat(book.all()).extracting(each -> each.period().atMillis()).startsWith(T + 20_000);
    assertThat(book.all()).hasSize(AnnotationBook.MOST);
  }
}
