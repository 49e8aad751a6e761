package io.dephasing.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.broker.EmbeddedBroker;
import io.dephasing.formats.record.RecordBytes;
import io.dephasing.repository.CodeBlock;
import io.dephasing.repository.Repository;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Evidence;
import io.dephasing.schemas.Group;
import io.dephasing.schemas.Severity;
import io.dephasing.schemas.Sli;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The code in the guide is this code, and does what the guide says. */
class ConsumeExampleIT {
  private static final Path SOURCE =
      Repository.ROOT.resolve(
          "jobs/acceptance/src/test/java/io/dephasing/acceptance/docs/ConsumeExample.java");
  private static final Path GUIDE = Repository.ROOT.resolve("docs/howto/consume.md");
  private static final Instant MIDNIGHT = Instant.parse("2026-03-05T00:00:00Z");
  private static final String KEY = "job-start/billing/invoice-run";

  @Test
  void the_code_in_the_guide_is_this_code() {
    String source = Repository.text(SOURCE);
    String shown =
        source
            .substring(source.indexOf("consume.md:\n") + 12, source.indexOf("  // until"))
            .indent(-2);
    assertThat(CodeBlock.all("java").filter(block -> block.page().equals(GUIDE)))
        .anySatisfy(block -> assertThat(block.text()).isEqualTo(shown));
  }

  @Test
  void it_keeps_the_last_word() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Map<String, Object> clients = Map.of("bootstrap.servers", broker.bootstrapServers());
      publish(clients);
      ConsumeExample example = new ConsumeExample();
      try (KafkaConsumer<String, byte[]> consumer = consumer(broker.bootstrapServers())) {
        ConsumeExample.subscribe(consumer);
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> {
                  example.read(consumer);
                  return example.windows.size() == 2 && example.out.containsKey("second");
                });
      }
      assertThat(example.windows.get(KEY + " " + MIDNIGHT))
          .isNotNull()
          .extracting(Sli::getRevision)
          .isEqualTo(1);
      assertThat(example.out.keySet()).containsExactly("second");
    }
  }

  private static KafkaConsumer<String, byte[]> consumer(String servers) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", servers, "group.id", "guide", "auto.offset.reset", "earliest"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  /** One partition each: the last that is awaited is the last that is read. */
  private static void publish(Map<String, Object> clients) throws Exception {
    try (Admin admin = Admin.create(clients)) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("dephasing.slis", 1, (short) 1),
                  new NewTopic("dephasing.alerts", 1, (short) 1)))
          .all()
          .get();
    }
    RecordBytes<Sli> slis = new RecordBytes<>(Sli.class, Sli.getClassSchema());
    RecordBytes<Alert> alerts = new RecordBytes<>(Alert.class, Alert.getClassSchema());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(clients, new StringSerializer(), new ByteArraySerializer())) {
      for (Sli sli : List.of(sli(0, 1), sli(0, 0), sli(1, 0))) {
        producer.send(new ProducerRecord<>("dephasing.slis", KEY, slis.write(sli))).get();
      }
      for (Alert alert :
          List.of(
              alert("first", AlertState.FIRING),
              alert("first", AlertState.RESOLVED),
              alert("second", AlertState.FIRING))) {
        producer.send(new ProducerRecord<>("dephasing.alerts", "f", alerts.write(alert))).get();
      }
    }
  }

  private static Sli sli(int minute, int revision) {
    return Sli.newBuilder()
        .setGroup(group())
        .setGroupKey(KEY)
        .setWindowStart(MIDNIGHT.plusSeconds(60L * minute))
        .setWindowEnd(MIDNIGHT.plusSeconds(60L * minute + 60))
        .setRevision(revision)
        .build();
  }

  private static Alert alert(String id, AlertState state) {
    return Alert.newBuilder()
        .setAlertId(id)
        .setFingerprint("f")
        .setState(state)
        .setRule("herd")
        .setSeverity(Severity.PAGE)
        .setGroup(group())
        .setGroupKey(KEY)
        .setSummary("40 at once")
        .setDescription("")
        .setStartsAt(MIDNIGHT)
        .setDecidedAt(MIDNIGHT)
        .setEvidence(Evidence.newBuilder().build())
        .build();
  }

  private static Group group() {
    return Group.newBuilder()
        .setKind("job-start")
        .setService("billing")
        .setName("invoice-run")
        .build();
  }
}
