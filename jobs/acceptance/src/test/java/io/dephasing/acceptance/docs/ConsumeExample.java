package io.dephasing.acceptance.docs;

import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Sli;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** The consumer that the guide shows. */
final class ConsumeExample {
  // shown in docs/howto/consume.md:
  private final BinaryMessageDecoder<Sli> slis =
      new BinaryMessageDecoder<>(SpecificData.getForClass(Sli.class), Sli.getClassSchema());
  private final BinaryMessageDecoder<Alert> alerts =
      new BinaryMessageDecoder<>(SpecificData.getForClass(Alert.class), Alert.getClassSchema());

  /** The last word on each group and minute. */
  final Map<String, Sli> windows = new HashMap<>();

  /** What is out now, by alertId. */
  final Map<String, Alert> out = new HashMap<>();

  void read(KafkaConsumer<String, byte[]> consumer) throws IOException {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
      if (record.topic().endsWith(".slis")) {
        Sli sli = slis.decode(record.value());
        windows.merge(
            sli.getGroupKey() + " " + sli.getWindowStart(),
            sli,
            (one, other) -> one.getRevision() > other.getRevision() ? one : other);
      } else {
        Alert alert = alerts.decode(record.value());
        if (alert.getState() == AlertState.RESOLVED) {
          out.remove(alert.getAlertId());
        } else if (alert.getState() != AlertState.UNKNOWN) {
          out.put(alert.getAlertId(), alert);
        }
      }
    }
  }

  static void subscribe(KafkaConsumer<String, byte[]> consumer) {
    consumer.subscribe(List.of("dephasing.slis", "dephasing.alerts"));
  }
  // until here
}
