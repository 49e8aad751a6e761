package io.dephasing.core.slice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SliceLayoutTest {
  @Test
  void ids_are_for_ever() {
    assertThat(
            SliceLayout.all().stream()
                .map(part -> part.id() + " " + part)
                .collect(Collectors.toList()))
        .containsExactly(
            "1 TALLY",
            "2 BUCKET_COUNTS",
            "3 BUCKET_INSTANCES",
            "4 DELAYS",
            "5 OUTCOMES",
            "6 ATTEMPTS",
            "7 SCHEDULES",
            "8 INSTANCE_SAMPLE",
            "9 TIMELINE",
            "10 EXEMPLARS",
            "11 OFFSETS",
            "12 CLOCKS",
            "21 RUN_MARKS",
            "22 VERSIONS",
            "23 RESOURCE_KEYS",
            "24 ATTEMPT_SECONDS",
            "25 OFF_CLOCKS",
            "26 BUSIEST",
            "27 MINUTE_MARKS");
  }

  @Test
  void a_new_component_is_empty_and_not_written() {
    for (SliceLayout part : SliceLayout.all()) {
      assertThat(part.create().isEmpty()).as("%s", part).isTrue();
    }
    assertThat(new Slice().isEmpty()).isTrue();
  }
}
