package io.dephasing.topology;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaEndpointsTrialTest {
  @ParameterizedTest
  @CsvSource({
    "max.poll.records, lots",
    "acks, some",
    "interceptor.classes, com.example.NoClass",
    "partitioner.class, com.example.NoClass",
    "security.protocol, CARRIER_PIGEON",
    "delivery.timeout.ms, 1",
    "retries, -1",
    "isolation.level, read_everything"
  })
  void a_setting_that_makes_no_sense_is_refused_with_its_key(String key, String value) {
    JobSettings settings =
        new OptionsLoader().parse("kafka.properties: {%s: '%s'}".formatted(key, value), "job.yaml");

    assertThatThrownBy(() -> new KafkaEndpoints(settings).tryClients())
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageContaining(key);
  }

  @Test
  void what_transactions_do_not_allow_is_refused_with_them_alone() {
    JobSettings atLeastOnce =
        new OptionsLoader().parse("kafka.properties: {enable.idempotence: 'false'}", "job.yaml");

    assertThatCode(() -> new KafkaEndpoints(atLeastOnce).tryClients()).doesNotThrowAnyException();
    JobSettings exactlyOnce = atLeastOnce.with(Options.DELIVERY, "exactly-once");
    assertThatThrownBy(() -> new KafkaEndpoints(exactlyOnce).tryClients())
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageContaining("enable.idempotence");
  }

  @Test
  void defaults_are_fine_either_way() {
    JobSettings defaults = OptionsLoader.defaults();

    assertThatCode(
            () -> {
              new KafkaEndpoints(defaults).tryClients();
              new KafkaEndpoints(defaults.with(Options.DELIVERY, "exactly-once")).tryClients();
            })
        .doesNotThrowAnyException();
  }
}
