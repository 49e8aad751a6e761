package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.formats.event.EventWriters;
import io.dephasing.simulation.Fleets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process of {@code run}, killed without warning while events come in, and started again. */
class KilledProcessIT {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long MINUTE_MILLIS = 60_000;
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "refresh", null);

  private static final double EVENTS_PER_SECOND = 25;
  private static final long BACKLOG_MILLIS = 4 * MINUTE_MILLIS;

  /** For the first process to come to a checkpoint while events still come in. */
  private static final long LEAST_LIVE_MILLIS = 35_000;

  @TempDir Path folder;

  @Test
  void killing_and_restarting_run_loses_and_doubles_nothing() throws Exception {
    long now = System.currentTimeMillis();
    long start = (now - BACKLOG_MILLIS) / MINUTE_MILLIS * MINUTE_MILLIS;
    long end = ceilMinute(now + LEAST_LIVE_MILLIS);
    List<Event> events =
        Fleets.poisson(50, EVENTS_PER_SECOND).of(GROUP).seeded(4).over(start, end - start).events();
    try (TestBroker broker = TestBroker.start()) {
      JobFixture fixture = new JobFixture(broker.bootstrapServers(), "killed", folder);
      Path config = config(broker.bootstrapServers());
      CompletableFuture<Void> publishing =
          CompletableFuture.runAsync(() -> publishAsTheyHappen(fixture, events));
      Process first = run(config);
      await("first SLIs").atMost(PATIENCE).until(() -> !fixture.published().slis().isEmpty());
      await("a checkpoint").atMost(PATIENCE).until(hasCheckpoint());
      first.destroyForcibly().waitFor();
      Process second = run(config);
      try {
        publishing.get();
        Set<String> expected = BatchOracle.windows(events).keySet();
        await("all windows")
            .atMost(PATIENCE)
            .until(() -> fixture.published().finalSlis().keySet().containsAll(expected));
      } finally {
        second.destroy();
        second.waitFor();
      }
      OracleAssert.assertEqualsOracle(fixture.published(), events);
      assertThat(fixture.published().deadLetters()).isEmpty();
    }
  }

  private static long ceilMinute(long millis) {
    return -Math.floorDiv(-millis, MINUTE_MILLIS) * MINUTE_MILLIS;
  }

  private Callable<Boolean> hasCheckpoint() {
    return () -> {
      try (var files = Files.walk(folder)) {
        return files.anyMatch(file -> file.endsWith("_metadata"));
      } catch (IOException | UncheckedIOException e) {
        return false; // A checkpoint that is being replaced: look again.
      }
    };
  }

  private Path config(String bootstrapServers) throws IOException {
    Path config = folder.resolve("run.yaml");
    Files.writeString(
        config,
        """
        kafka: {bootstrap-servers: "%s", consumer-group: killed}
        topics: {prefix: killed}
        checkpoints: {interval: 500 ms, directory: "%s"}
        """
            .formatted(bootstrapServers, folder.resolve("state")));
    return config;
  }

  private Process run(Path config) throws IOException {
    return RunProcess.start(config, folder.resolve("run.log"));
  }

  /** A producer cannot send what has not happened yet. */
  private static void awaitClock(long millis) {
    for (long left = left(millis); left > 0; left = left(millis)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(left));
    }
  }

  private static long left(long millis) {
    return millis - System.currentTimeMillis();
  }

  private static void publishAsTheyHappen(JobFixture fixture, List<Event> events) {
    List<Future<?>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = fixture.producer()) {
      for (Event event : events) {
        awaitClock(event.timeMillis());
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    fixture.topics().events(GROUP.kind()),
                    Placement.BY_INSTANCE.partition(event, JobFixture.PARTITIONS),
                    event.timeMillis(),
                    null,
                    EventWriters.avro(event))));
      }
      for (Future<?> each : sent) {
        each.get();
      }
    } catch (Exception e) {
      throw new IllegalStateException("events were not published", e);
    }
  }
}
