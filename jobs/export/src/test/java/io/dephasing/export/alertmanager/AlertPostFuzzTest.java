package io.dephasing.export.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dephasing.export.prometheus.Exportables;
import io.dephasing.export.prometheus.ExternalLabels;
import io.dephasing.formats.fuzz.Mutations;
import io.dephasing.formats.fuzz.Seeds;
import io.dephasing.formats.record.AlertRecords;
import io.dephasing.schemas.Alert;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An alert that has a key can be posted. */
@Tag("fuzz")
class AlertPostFuzzTest {
  private static final Links LINKS = new Links("http://grafana", "https://docs.example/");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void what_can_be_read_can_be_posted() {
    AtomicInteger posted = new AtomicInteger();
    Mutations.of(
        Seeds.alerts(),
        record ->
            read(record)
                .ifPresent(
                    alert -> {
                      assertThat(post(alert).path("labels").path("alertname").asText())
                          .isNotEmpty();
                      posted.incrementAndGet();
                    }));
    assertThat(posted).hasPositiveValue();
  }

  private static Optional<Alert> read(byte[] record) {
    try {
      Alert alert = AlertRecords.read(record);
      Exportables.change(alert);
      return Optional.of(alert);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static JsonNode post(Alert alert) {
    AlertPost post = AlertPost.of(alert, 1_772_700_300_000L, LINKS, ExternalLabels.NONE);
    try {
      return JSON.readTree(post.json());
    } catch (JsonProcessingException e) {
      throw new AssertionError(post.json(), e);
    }
  }
}
