package io.dephasing.acceptance.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.connectors.kafka.Topics;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.formats.event.EventWriters;
import io.dephasing.simulation.Fleets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that a topic of events takes and a dead letter cannot hold. */
class LargeRecordIT {
  private static final long START_MILLIS = 1_772_000_040_000L;
  private static final int LARGE = 3_000_000;
  private static final String ROOM = String.valueOf(4 << 20);

  @TempDir Path state;

  @Test
  void what_is_too_large_for_a_dead_letter_is_there_in_part_and_stops_nobody() throws Exception {
    List<Event> events = Fleets.poisson(40, 0.5).seeded(1).over(START_MILLIS, 50_000).events();
    String padding = "\"padding\":\"" + "x".repeat(LARGE) + "\"}";
    String sound = EventWriters.jsonLine(events.get(0)).replaceFirst("}$", "," + padding);
    String unsound = "{\"type\":\"job-start\"," + padding;
    try (TestBroker broker = TestBroker.start()) {
      String topic = new Topics("large", Map.of()).events(EventKind.JOB_START);
      createLarge(broker.bootstrapServers(), topic);
      JobFixture fixture = new JobFixture(broker.bootstrapServers(), "large", state);
      send(broker.bootstrapServers(), topic, sound, unsound);
      fixture.publish(events.subList(1, events.size()), Placement.BY_GROUP);

      Published published = fixture.replay(1, settings -> settings);

      assertThat(published.deadLetters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(header(letter, "dephasing.error.topic")).isEqualTo(topic);
                assertThat(header(letter, "dephasing.error.cut"))
                    .contains(" of " + unsound.length() + " bytes");
                assertThat(letter.value().length).isBetween(1 << 20, 2 << 20);
                assertThat(unsound).startsWith(new String(letter.value(), UTF_8));
              });
      assertThat(published.slis())
          .filteredOn(sli -> sli.getGroupKey().equals(events.get(0).group().canonical()))
          .extracting(sli -> sli.getMeasures().get("events"))
          .containsExactly((double) events.size());
    }
  }

  private static void createLarge(String servers, String topic) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      NewTopic large =
          new NewTopic(topic, Optional.of(JobFixture.PARTITIONS), Optional.empty())
              .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, ROOM));
      admin.createTopics(List.of(large)).all().get();
    }
  }

  private static void send(String servers, String topic, String... values) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "max.request.size", ROOM),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String value : values) {
        producer
            .send(new ProducerRecord<>(topic, 0, START_MILLIS, null, value.getBytes(UTF_8)))
            .get();
      }
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }
}
