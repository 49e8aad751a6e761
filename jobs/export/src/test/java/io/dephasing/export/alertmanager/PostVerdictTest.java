package io.dephasing.export.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.export.http.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostVerdictTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "200, TAKEN",
    "400, PARTLY_TAKEN",
    "413, HALVE",
    "422, HALVE",
    "0, REPEAT",
    "401, REPEAT",
    "404, REPEAT",
    "429, REPEAT",
    "500, REPEAT",
    "503, REPEAT"
  })
  void an_answer_says_what_to_do(int status, PostVerdict verdict) {
    assertThat(PostVerdict.of(new Answer(status, ""))).isEqualTo(verdict);
  }
}
