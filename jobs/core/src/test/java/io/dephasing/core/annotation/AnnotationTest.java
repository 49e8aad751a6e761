package io.dephasing.core.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dephasing.core.annotation.ScopedAnnotation.Period;
import io.dephasing.core.annotation.ScopedAnnotation.Text;
import io.dephasing.core.event.Absent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnnotationTest {
  private static final AnnotationScope SHOP = AnnotationScope.ofService("shop");
  private static final long T = 1_772_700_000_000L;

  @Test
  void a_maintenance_has_an_end_and_nothing_else_has() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ScopedAnnotation(
                    "a", AnnotationKind.MAINTENANCE, SHOP, Period.at(T), Text.NONE))
        .withMessageContaining("until");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ScopedAnnotation(
                    "a", AnnotationKind.ROLLOUT_END, SHOP, new Period(T, T + 1), Text.NONE))
        .withMessageContaining("until");
  }

  @Test
  void times_are_of_this_century_and_in_order() {
    for (long at : new long[] {0, -1, T / 1_000 * 1_000_000, Long.MAX_VALUE, Absent.MILLIS}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Period.at(at))
          .withMessageContaining("at: " + at);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Period(T, T))
        .withMessageContaining("after");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Period(T, T + 367L * 24 * 3_600_000))
        .withMessageContaining("366 days");
  }

  @Test
  void names_are_given_and_bounded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnnotationScope.ofService(" "))
        .withMessageContaining("service");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AnnotationScope("shop", null, "g".repeat(257), null))
        .withMessageContaining("group: 257");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Text("t".repeat(1_025), null, null, null))
        .withMessageContaining("title");
  }

  @Test
  void a_title_of_sixty_characters_is_shown_whole_and_a_longer_one_is_cut() {
    assertThat(titled("☂".repeat(60)).shownTitle()).isEqualTo("☂".repeat(60));
    assertThat(titled("😀".repeat(61)).shownTitle()).isEqualTo("😀".repeat(59) + "…");
    assertThat(titled(null).shownTitle()).isEqualTo("rollout v7 starts");
  }

  private static ScopedAnnotation titled(@Nullable String title) {
    return new ScopedAnnotation(
        "a", AnnotationKind.ROLLOUT_START, SHOP, Period.at(T), new Text(title, "v7", null, null));
  }
}
