package io.dephasing.export.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.export.series.ExportFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SampleTimesTest {
  private static final SampleTimes TIMES = new SampleTimes(Duration.ofHours(6));
  private static final long NOW_MILLIS = 1_772_700_000_000L;
  private static final long OLDEST_MILLIS = Duration.ofHours(6).minusMinutes(5).toMillis();

  @Test
  void a_sample_within_the_window_less_its_margin_is_sent() {
    assertThat(TIMES.refuses(NOW_MILLIS - OLDEST_MILLIS, NOW_MILLIS)).isEmpty();
    assertThat(TIMES.refuses(NOW_MILLIS - OLDEST_MILLIS - 1, NOW_MILLIS))
        .contains(ExportFailure.TOO_OLD);
  }

  @Test
  void a_sample_of_the_future_is_not() {
    assertThat(TIMES.refuses(NOW_MILLIS + 30_000, NOW_MILLIS)).isEmpty();
    assertThat(TIMES.refuses(NOW_MILLIS + 30_001, NOW_MILLIS)).contains(ExportFailure.FUTURE);
  }
}
