package io.dephasing.benchmarks;

import io.dephasing.connectors.kafka.Topics;
import io.dephasing.core.event.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One variant in a process of its own, so that no other has compiled or filled anything for it. */
public final class ConsumerProcess {
  private ConsumerProcess() {}

  /**
   * Consumes all events and says what it took.
   *
   * @param arguments variant, Kafka's addresses, number of events, parallelism and consumer group
   */
  public static void main(String[] arguments) throws Exception {
    Variant variant = Variant.valueOf(arguments[0]);
    String servers = arguments[1];
    long events = Long.parseLong(arguments[2]);
    String topic = new Topics(Topics.DEFAULT_PREFIX, Map.of()).events(EventKind.JOB_START);
    Measurement measurement =
        switch (variant) {
          case BARE_LOOP -> new PollLoop(new AvroDecoding()).run(servers, topic, events);
          case LEAN_LOOP -> new PollLoop(new LeanDecoding()).run(servers, topic, events);
          case JOB, OTHER_JOB -> job(servers, events, Integer.parseInt(arguments[3]), arguments[4]);
        };
    System.out.println(measurement.line());
  }

  private static Measurement job(String servers, long events, int parallelism, String group)
      throws Exception {
    Path checkpoints = Files.createTempDirectory("dephasing-benchmark-");
    try {
      return new DetectionRun(servers, parallelism, group, checkpoints).run(events);
    } finally {
      delete(checkpoints);
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
