package io.dephasing.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DotsTest {
  private final Dots dots = new Dots();

  private List<String> since(long change) {
    List<String> seen = new ArrayList<>();
    dots.since(change, (at, row) -> seen.add(at + "/" + row));
    return seen;
  }

  @Test
  void an_instance_keeps_its_row() {
    dots.add(7, 1_000, 1);
    dots.add(8, 2_000, 2);
    dots.add(7, 3_000, 3);

    assertThat(since(0)).containsExactly("1000/0", "2000/1", "3000/0");
    assertThat(since(2)).containsExactly("3000/0");
  }

  @Test
  void a_million_starts_of_many_instances_take_no_more_room() {
    for (int i = 0; i < 1_000_000; i++) {
      dots.add(i % 5_000, i, i);
    }

    assertThat(dots.instances()).isEqualTo(Dots.ROWS);
    assertThat(since(-1)).hasSize(Dots.KEPT);
  }

  @Test
  void whoever_fell_silent_gives_its_row_to_a_new_one() {
    for (int i = 0; i < Dots.ROWS; i++) {
      dots.add(i, i, 1);
    }

    assertThat(dots.add(99, Dots.SILENT_MILLIS - 1, 2)).isFalse();
    assertThat(dots.add(99, Dots.SILENT_MILLIS, 3)).isTrue();
    assertThat(since(2)).containsExactly(Dots.SILENT_MILLIS + "/0");
    assertThat(dots.instances()).isEqualTo(Dots.ROWS);
  }
}
