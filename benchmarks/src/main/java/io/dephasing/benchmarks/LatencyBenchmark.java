package io.dephasing.benchmarks;

import io.dephasing.broker.EmbeddedBroker;
import io.dephasing.connectors.kafka.TopicCreation;
import io.dephasing.connectors.kafka.TopicCreation.EventTime;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.core.event.Event;
import io.dephasing.formats.event.EventWriters;
import io.dephasing.formats.record.AlertRecords;
import io.dephasing.topology.DetectionJob;
import io.dephasing.topology.JobEnvironment;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import io.dephasing.topology.OptionsLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long a herd takes to be an alert on its topic, at the clock's own speed: from the event that
 * completes the evidence to the append of the first FIRING record, as the broker dates it. The job
 * has its defaults and topics of twelve partitions, most of which are quiet.
 */
@Command(
    name = "benchmarks/run latency",
    description = {"Measures how long herds take to be alerts, at the clock's own speed.", ""},
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class LatencyBenchmark implements Callable<Integer> {
  private static final int PARTITIONS = 12;
  private static final long MINUTE_MILLIS = 60_000;

  /** What the last incident may take. */
  private static final long AFTER_MILLIS = 90_000;

  @Option(
      names = "--quiet-minutes",
      defaultValue = "7",
      description = "Minutes before the first incident; ${DEFAULT-VALUE}")
  private int quietMinutes;

  @Option(
      names = "--minutes",
      defaultValue = "10",
      description = "Minutes with five incidents of each kind; ${DEFAULT-VALUE}")
  private int minutes;

  private final Topics topics = new Topics(Topics.DEFAULT_PREFIX, Map.of());

  /** For picocli. */
  LatencyBenchmark() {}

  /** Runs it and exits. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new LatencyBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path state = Files.createTempDirectory("latency");
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      create(broker.bootstrapServers());
      JobClient job = start(broker.bootstrapServers(), state);
      long start = (System.currentTimeMillis() / MINUTE_MILLIS + 1) * MINUTE_MILLIS;
      LatencyFleet fleet = LatencyFleet.over(start, quietMinutes, minutes);
      TopicTail alerts = TopicTail.now(broker.bootstrapServers(), topics.of(TopicRole.ALERTS));
      publish(broker.bootstrapServers(), fleet.events());
      print(awaitAll(fleet, alerts));
      job.cancel().get();
    }
    return 0;
  }

  /** Until each incident was seen, or none comes any more. */
  private static AlertDelays awaitAll(LatencyFleet fleet, TopicTail alerts)
      throws InterruptedException {
    long untilMillis = System.currentTimeMillis() + AFTER_MILLIS;
    AlertDelays delays = new AlertDelays(fleet.incidents());
    while (!delays.isComplete() && System.currentTimeMillis() < untilMillis) {
      TimeUnit.SECONDS.sleep(1);
      alerts.records(record -> delays.add(AlertRecords.read(record.value()), record.timestamp()));
    }
    return delays;
  }

  private static void print(AlertDelays delays) {
    System.out.println("herd of          incidents  seen  p50 s  p99 s  largest s");
    delays.rows().forEach(System.out::println);
  }

  /** The broker dates alerts, so that it is known when one was out. */
  private void create(String servers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      NewTopic alerts =
          new NewTopic(topics.of(TopicRole.ALERTS), Optional.of(PARTITIONS), Optional.empty())
              .configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
      admin.createTopics(List.of(alerts)).all().get();
      new TopicCreation(PARTITIONS, Optional.empty(), EventTime.BROKER).create(admin, topics);
    }
  }

  private static JobClient start(String servers, Path state) throws Exception {
    JobSettings settings =
        OptionsLoader.defaults()
            .with(Options.BOOTSTRAP_SERVERS, servers)
            .with(Options.CHECKPOINT_DIRECTORY, state.toUri().toString())
            .running(JobSettings.Run.LIVE);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            2, JobEnvironment.configuration(settings));
    new DetectionJob(settings).build(environment);
    return environment.executeAsync("latency");
  }

  private void publish(String servers, List<Event> events) throws InterruptedException {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", servers);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (Event event : events) {
        long waitMillis = event.timeMillis() - System.currentTimeMillis();
        if (waitMillis > 0) {
          TimeUnit.MILLISECONDS.sleep(waitMillis);
        }
        byte[] key = event.group().canonical().getBytes(StandardCharsets.UTF_8);
        var unused =
            producer.send(
                new ProducerRecord<>(
                    topics.events(event.group().kind()), key, EventWriters.avro(event)));
      }
    }
  }
}
