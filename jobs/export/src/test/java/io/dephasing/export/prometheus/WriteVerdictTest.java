package io.dephasing.export.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.export.http.Answer;
import io.dephasing.export.prometheus.WriteVerdict.Action;
import io.dephasing.export.series.ExportFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteVerdictTest {
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "204, '', TAKEN",
    "200, '', TAKEN",
    "0, ConnectException, REPEAT",
    "401, Unauthorized, REPEAT",
    "403, Forbidden, REPEAT",
    "404, remote write receiver is not enabled, REPEAT",
    "429, too many requests, REPEAT",
    "500, tsdb is closed, REPEAT",
    "502, bad gateway, REPEAT",
    "503, not ready, REPEAT"
  })
  void what_can_be_mended_over_there_is_repeated(int status, String body, Action action) {
    assertThat(WriteVerdict.of(new Answer(status, body)).action()).isEqualTo(action);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "500, too old sample, TOO_OLD",
    "400, out of bounds, TOO_OLD",
    "400, duplicate sample for timestamp, DUPLICATE",
    "400, out of order sample, DUPLICATE",
    "400, label name is not valid, REFUSED",
    "413, too large, REFUSED",
    "422, unprocessable, REFUSED"
  })
  void what_no_wait_mends_is_halved_down_to_the_culprit(
      int status, String body, ExportFailure reason) {
    assertThat(WriteVerdict.of(new Answer(status, body)))
        .isEqualTo(new WriteVerdict(Action.HALVE, reason));
  }
}
