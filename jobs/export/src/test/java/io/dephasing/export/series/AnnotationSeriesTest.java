package io.dephasing.export.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotationSeriesTest {
  private static final long MINUTE = 60_000;
  private static final long T = 1_772_700_000_000L;
  private static final AnnotationMark.Line MAINTENANCE =
      new AnnotationMark.Line(ExportedMetric.MAINTENANCE_ACTIVE, "", "shop", "discs");
  private static final AnnotationMark.Line ROLLOUT =
      new AnnotationMark.Line(
          ExportedMetric.ANNOTATION_TIMESTAMP_SECONDS, "deployment", "shop", "v2");

  private final AnnotationMemory memory = new AnnotationMemory();
  private final List<Sample> samples = new ArrayList<>();

  @Test
  void an_instant_is_drawn_for_ten_minutes_at_its_own_time() {
    memory.put(AnnotationMark.instant("r", ROLLOUT, T));
    assertThat(draw(T + 90_000)).isEqualTo(T + 2 * MINUTE);
    assertThat(times()).containsExactly(T, T + MINUTE);
    assertThat(draw(T + 20 * MINUTE)).as("nothing is left").isEqualTo(Long.MAX_VALUE);

    assertThat(samples).hasSize(11);
    assertThat(samples.subList(0, 10)).allMatch(each -> each.value() == T / 1e3);
    assertThat(samples.get(10)).isEqualTo(Sample.stale(ROLLOUT.labels(), T + 10 * MINUTE));
    assertThat(ROLLOUT.labels())
        .hasToString(
            "{__name__=\"dephasing_annotation_timestamp_seconds\", service=\"shop\","
                + " title=\"v2\", type=\"deployment\"}");
  }

  @Test
  void what_is_planned_begins_at_its_time() {
    memory.put(AnnotationMark.stretch("m", MAINTENANCE, T, T + 90_000));
    assertThat(draw(T - MINUTE)).isEqualTo(T);
    assertThat(samples).isEmpty();
    assertThat(draw(T)).isEqualTo(T + MINUTE);
    assertThat(draw(T + MINUTE)).isEqualTo(T + 90_000);
    draw(T + 90_000);

    assertThat(times()).containsExactly(T, T + MINUTE, T + 90_000);
    assertThat(samples.get(2).isStale()).isTrue();
    assertThat(samples.get(0).value()).isEqualTo(1);
  }

  @Test
  void what_is_prolonged_goes_on_and_what_is_cut_short_ends() {
    memory.put(AnnotationMark.stretch("m", MAINTENANCE, T, T + 2 * MINUTE));
    draw(T + MINUTE);
    memory.put(AnnotationMark.stretch("m", MAINTENANCE, T, T + 10 * MINUTE));
    draw(T + 5 * MINUTE);
    assertThat(samples).hasSize(6).noneMatch(Sample::isStale);

    memory.put(AnnotationMark.stretch("m", MAINTENANCE, T, T + 3 * MINUTE));
    assertThat(draw(T + 5 * MINUTE + 10)).isEqualTo(Long.MAX_VALUE);
    assertThat(samples).hasSize(7).last().isEqualTo(stale(T + 5 * MINUTE + 1));
  }

  @Test
  void what_is_withdrawn_ends() {
    AnnotationMark mark = AnnotationMark.stretch("m", MAINTENANCE, T, T + 60 * MINUTE);
    memory.put(mark);
    draw(T);
    memory.put(mark.withdrawn());

    assertThat(draw(T + 30_000)).isEqualTo(Long.MAX_VALUE);
    assertThat(samples).hasSize(2).last().isEqualTo(stale(T + 1));
  }

  @Test
  void two_on_one_line_have_no_sample_twice_and_one_end() {
    memory.put(AnnotationMark.stretch("a", MAINTENANCE, T, T + 3 * MINUTE));
    memory.put(AnnotationMark.stretch("b", MAINTENANCE, T + 90_000, T + 5 * MINUTE));
    memory.put(AnnotationMark.stretch("c", MAINTENANCE, T + 10 * MINUTE, T + 11 * MINUTE));
    draw(T + 60 * MINUTE);

    assertThat(times()).doesNotHaveDuplicates().isSorted();
    assertThat(samples.stream().filter(Sample::isStale).map(Sample::timeMillis))
        .containsExactly(T + 5 * MINUTE, T + 11 * MINUTE);
  }

  @Test
  void what_is_older_than_a_store_takes_is_not_drawn() {
    memory.put(AnnotationMark.instant("r", ROLLOUT, T));
    assertThat(draw(T + 6 * 60 * MINUTE + 10 * MINUTE)).isEqualTo(Long.MAX_VALUE);
    assertThat(samples).isEmpty();

    memory.put(AnnotationMark.stretch("m", MAINTENANCE, T, T + 1_000 * MINUTE));
    draw(T + 900 * MINUTE);
    assertThat(samples).hasSize(6 * 60 + 1);
    samples.clear();
    draw(T + 999 * MINUTE + 1);
    assertThat(samples).hasSize(99);
  }

  private long draw(long nowMillis) {
    long next = AnnotationSeries.draw(memory, nowMillis, samples::add);
    assertThat(memory.wakeAtMillis()).isEqualTo(next);
    assertThat(samples).allMatch(each -> each.timeMillis() <= nowMillis);
    return next;
  }

  private static Sample stale(long atMillis) {
    return Sample.stale(MAINTENANCE.labels(), atMillis);
  }

  private List<Long> times() {
    return samples.stream().map(Sample::timeMillis).toList();
  }
}
