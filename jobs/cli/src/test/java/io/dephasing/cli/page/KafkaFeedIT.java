package io.dephasing.cli.page;

import static io.dephasing.cli.page.PageRecords.CRON;
import static io.dephasing.cli.page.PageRecords.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dephasing.broker.EmbeddedBroker;
import io.dephasing.connectors.kafka.EventSources;
import io.dephasing.connectors.kafka.TopicCreation;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.core.event.EventKind;
import io.dephasing.formats.event.EventOrigin;
import io.dephasing.formats.record.RecordBytes;
import io.dephasing.formats.wire.WireFormats;
import io.dephasing.schemas.Sli;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class KafkaFeedIT {
  private static final RecordBytes<Sli> SLIS = new RecordBytes<>(Sli.class, Sli.getClassSchema());

  private final Topics topics = new Topics("dephasing", Map.of());
  private final Properties clients = new Properties();

  @Test
  void a_record_without_a_value_on_any_topic_does_not_blind_the_page() throws Exception {
    PageModel model = new PageModel(new PageModel.Setting("Test", () -> LivePage.Script.REAL));
    EventSources.Reading reading =
        EventSources.Reading.of(
            EventOrigin.LIVE, List.of(WireFormats.values()), Optional.empty(), false);
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      clients.setProperty("bootstrap.servers", broker.bootstrapServers());
      try (Admin admin = Admin.create(clients)) {
        new TopicCreation(1, Optional.empty(), TopicCreation.EventTime.BROKER)
            .create(admin, topics);
      }
      publishTombstonesAndThenAnSli();
      try (KafkaFeed feed = new KafkaFeed(clients, topics, reading, model)) {
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () ->
                    assertThat(
                            new ObjectMapper()
                                .readTree(
                                    model.update(Optional.of(CRON), PageUpdate.NOTHING).json())
                                .path("minutes"))
                        .hasSize(1));
      }
    }
  }

  private void publishTombstonesAndThenAnSli() throws Exception {
    List<String> read = new ArrayList<>(EventKind.all().stream().map(topics::events).toList());
    read.add(topics.of(TopicRole.SLIS));
    read.add(topics.of(TopicRole.ALERTS));
    read.add(topics.of(TopicRole.RECOMMENDATIONS));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String topic : read) {
        producer.send(new ProducerRecord<>(topic, new byte[] {1}, null)).get();
      }
      byte[] sli = SLIS.write(PageRecords.spread(CRON, NOON));
      producer.send(new ProducerRecord<>(topics.of(TopicRole.SLIS), sli)).get();
    }
  }
}
