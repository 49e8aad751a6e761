package io.dephasing.connectors.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.sli.Comparison;
import io.dephasing.core.sli.Compliance;
import io.dephasing.core.sli.NonScalars;
import io.dephasing.core.sli.SampleMeasures;
import io.dephasing.core.sli.Window;
import io.dephasing.core.sli.WindowExamples;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.formats.record.OutputFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RecordSinksTest {
  private static final int[] NONE = {};

  @Test
  void an_sli_is_keyed_by_its_group_and_dated_when_it_is_published() {
    WindowSli sli =
        new WindowSli(
            new GroupKey(EventKind.JOB_START, "a/b", "c", "zone"),
            new Window(0, 60_000),
            0,
            SampleMeasures.of(Map.of()),
            new Compliance(Map.of(), true, 0.99, "default", Comparison.NONE),
            new NonScalars(List.of(), NONE, NONE, NONE, NONE, NONE, List.of()),
            WindowExamples.NONE);
    assertThat(new SliSerialization("slis", OutputFormat.JSON).record(sli).value())
        .asString(UTF_8)
        .startsWith("{\"group\":{\"kind\":\"job-start\"");
    ProducerRecord<byte[], byte[]> record =
        new SliSerialization("slis", OutputFormat.AVRO).record(sli);
    assertThat(new String(record.key(), UTF_8)).isEqualTo("job-start/a%2Fb/c/zone");
    assertThat(record.timestamp()).isNull();
    assertThat(record.partition()).isNull();
  }

  @Test
  void slis_wait_for_each_other_and_alerts_do_not_unless_the_user_says_so() {
    Topics topics = new Topics(Topics.DEFAULT_PREFIX, Map.of());
    RecordSinks sinks =
        new RecordSinks(new Properties(), topics, Optional.empty(), OutputFormat.AVRO);
    assertThat(sinks.sliProducer()).containsEntry("linger.ms", "100");
    assertThat(sinks.sliProducer()).containsEntry("compression.type", "lz4");
    assertThat(sinks.producer())
        .containsEntry("linger.ms", "5")
        .containsEntry("compression.type", "lz4")
        .doesNotContainKey("batch.size");

    Properties own = new Properties();
    own.setProperty("linger.ms", "7");
    own.setProperty("batch.size", "1000");
    own.setProperty("compression.type", "zstd");
    sinks = new RecordSinks(own, topics, Optional.empty(), OutputFormat.AVRO);
    assertThat(sinks.sliProducer()).containsAllEntriesOf(own);
    assertThat(sinks.producer()).containsAllEntriesOf(own);
  }

  @Test
  void every_sink_survives_the_way_to_the_cluster_with_either_guarantee() {
    Properties producer = new Properties();
    producer.setProperty("bootstrap.servers", "localhost:9092");
    Topics topics = new Topics(Topics.DEFAULT_PREFIX, Map.of());
    for (Optional<String> prefix : List.of(Optional.<String>empty(), Optional.of("detection-1"))) {
      RecordSinks sinks = new RecordSinks(producer, topics, prefix, OutputFormat.JSON);
      for (Object sink :
          List.of(
              sinks.slis(),
              sinks.alerts(),
              sinks.recommendations(),
              sinks.deadLetters(),
              sinks.audit())) {
        assertThatCode(() -> InstantiationUtil.serializeObject(sink)).doesNotThrowAnyException();
      }
    }
  }
}
