package io.dephasing.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "shop", "backup/nightly é", "a b", "漢字", "🦓", "50 %"})
  void a_plain_text_stays_as_it_is(String text) {
    assertThat(PlainText.of(text)).isEqualTo(text).isEqualTo(PlainText.name(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"shop\n", "\tshop", " shop ", "shop\u0000", "\u00A0shop\r\n", "shop\u2028"})
  void the_ends_hold_no_control_character_and_no_space(String text) {
    assertThat(PlainText.of(text)).isEqualTo("shop");
  }

  @Test
  void a_control_character_within_is_shown() {
    assertThat(PlainText.of("a\nb\u0000c\u007Fd\u0085e\u2028f")).isEqualTo("a␊b␀c␡d\uFFFDe␤f");
  }

  @Test
  void half_a_pair_has_no_utf8_and_is_replaced() {
    assertThat(PlainText.of("a\uD83Db")).isEqualTo("a\uFFFDb");
  }

  @ParameterizedTest
  @CsvSource({"'\n\t', ␊␉", "'  ', ␠␠", "'\u0085', \uFFFD"})
  void what_is_given_does_not_become_empty_for_empty_is_absent(String text, String shown) {
    assertThat(PlainText.name(text)).isEqualTo(shown);
  }

  @Test
  void two_long_names_stay_two_and_fit_into_a_label() {
    String one = PlainText.name("x".repeat(200) + "1");
    String other = PlainText.name("x".repeat(200) + "2");
    assertThat(one).hasSize(PlainText.LONGEST_NAME).isNotEqualTo(other).startsWith("x".repeat(119));
  }

  @Test
  void a_long_name_is_not_cut_through_a_pair() {
    String cut = PlainText.name("🦓".repeat(200));
    assertThat(cut.codePointCount(0, cut.length())).isEqualTo(PlainText.LONGEST_NAME);
    assertThat(cut).startsWith("🦓".repeat(119) + "~");
  }

  @Test
  void a_name_is_called_so_however_often_it_is_read() {
    Random random = new Random(20);
    for (int i = 0; i < 20_000; i++) {
      String name = PlainText.name(anyName(random));
      assertThat(PlainText.name(name)).isEqualTo(name);
      assertThat(name.codePoints()).noneMatch(Character::isISOControl);
    }
  }

  private static String anyName(Random random) {
    StringBuilder name = new StringBuilder("a");
    for (int i = random.nextInt(300); i > 0; i--) {
      boolean isPlain = random.nextInt(4) > 0;
      name.insert(random.nextInt(2) * name.length(), (char) random.nextInt(isPlain ? 128 : 65536));
    }
    return name.toString();
  }
}
