package io.dephasing.core.series;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelTextTest {
  @Test
  void what_is_clean_stays_as_it_is() {
    assertThat(LabelText.clean("backup/nightly é")).isEqualTo("backup/nightly é");
  }

  @Test
  void control_characters_are_removed() {
    assertThat(LabelText.clean("a\nb\u0000c\u0085d")).isEqualTo("abcd");
  }

  @Test
  void a_long_value_has_128_characters_and_stays_apart_from_its_like() {
    String one = LabelText.clean("x".repeat(200) + "1");
    String other = LabelText.clean("x".repeat(200) + "2");

    assertThat(one).hasSize(128).startsWith("xxx").isNotEqualTo(other);
  }

  @Test
  void no_pair_of_surrogates_is_cut_in_two() {
    String cut = LabelText.clean("\uD83D\uDE00".repeat(200));

    assertThat(cut.codePointCount(0, cut.length())).isEqualTo(128);
    assertThat(cut.codePoints()).noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }

  @Test
  void half_a_pair_is_replaced_because_utf_8_has_none() {
    assertThat(LabelText.clean("a\uD83Db")).isEqualTo("a\uFFFDb");
  }

  @Test
  void what_only_had_control_characters_is_no_roll_up() {
    assertThat(LabelText.clean("\n\t")).isNotEmpty();
    assertThat(LabelText.clean("")).isEmpty();
  }
}
