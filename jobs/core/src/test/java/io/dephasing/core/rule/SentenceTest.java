package io.dephasing.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated("one test changes the language of the process")
class SentenceTest {
  @ParameterizedTest
  @CsvSource({
    "-5, 1 s",
    "499, 1 s",
    "1500, 2 s",
    "119499, 119 s",
    "119500, 2 min",
    "170000, 2 min 50 s",
    "2400000, 40 min",
    "7199000, 119 min 59 s",
    "7200000, 2 h",
    "7260000, 2 h 1 min",
    "86400000, 24 h",
  })
  void how_long_is_rounded_and_never_cut(long millis, String text) {
    assertThat(Sentence.lasting(millis)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 %", "0.004, less than 1 %", "0.0572, 6 %", "0.4546, 45 %", "1, 100 %"})
  void a_share_is_whole_percent(double share, String text) {
    assertThat(Sentence.percent(share)).isEqualTo(text);
  }

  @Test
  void numbers_are_the_same_in_every_locale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(Sentence.number(0.5)).isEqualTo("0.5000");
      assertThat(Sentence.number(12_345.6)).isEqualTo("12346");
      assertThat(Sentence.number(7)).isEqualTo("7");
    } finally {
      Locale.setDefault(before);
    }
  }
}
