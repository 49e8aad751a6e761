package io.dephasing.acceptance.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesIT {
  @TempDir Path folder;

  @Test
  void a_prometheus_answers_again_after_it_was_stopped() {
    try (PrometheusProcess prometheus = PrometheusProcess.start(folder)) {
      prometheus.stop();
      prometheus.restart();

      assertThat(prometheus.query("vector(1)", System.currentTimeMillis()).get(0).path("value"))
          .isNotEmpty();
    }
  }

  @Test
  void an_alertmanager_has_no_alert_at_first() {
    try (AlertmanagerProcess alertmanager = AlertmanagerProcess.start(folder)) {
      assertThat(alertmanager.alerts().isArray()).isTrue();
      assertThat(alertmanager.alerts()).isEmpty();
      assertThat(alertmanager.groups()).isEmpty();
    }
  }
}
