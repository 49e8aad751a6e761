package io.dephasing.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventAgeTest {
  @Test
  void what_somebody_has_set_holds_and_nobody_is_asked() {
    assertThat(new EventAge("events", Optional.of(Duration.ofDays(30))).millis(new Properties()))
        .isEqualTo(Duration.ofDays(30).toMillis());
  }

  @ParameterizedTest
  @CsvSource({"-1,P7D", "60000,PT1H", "86400000,P1D", "31536000000,P7D"})
  void as_long_as_the_topic_keeps_records_within_bounds(long keptMillis, Duration age) {
    assertThat(EventAge.bounded(keptMillis)).isEqualTo(age.toMillis());
  }
}
