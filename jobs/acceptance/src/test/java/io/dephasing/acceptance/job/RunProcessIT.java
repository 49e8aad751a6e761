package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.connectors.kafka.TopicRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the process of {@code run} says and ends with, whatever is wrong around it. */
class RunProcessIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;

  private final Deque<Process> processes = new ArrayDeque<>();

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void sigterm_ends_it_with_0_and_a_second_run_meanwhile_is_refused() throws Exception {
    try (TestBroker broker = TestBroker.start()) {
      JobFixture fixture = new JobFixture(broker.bootstrapServers(), "once", folder);
      assertThat(fixture.topics()).isNotNull();
      Path config = config(broker, "once", "");
      Path log = start(config);
      awaitLine(log, "running; Ctrl-C ends it");
      awaitCheckpoint();
      Process first = processes.getLast();

      Path second = start(config);
      assertThat(processes.getLast().waitFor()).isEqualTo(2);
      assertThat(Files.readString(second))
          .contains("the same job runs already on this state: process " + first.pid() + " on ");

      assertThat(exitCodeAfterSigterm(first)).isZero();
      assertThat(Files.readString(log)).contains("ended; its state is kept");
    }
  }

  @Test
  void state_is_saved_again_when_the_directory_is_made_good_and_the_job_goes_on_meanwhile()
      throws Exception {
    try (TestBroker broker = TestBroker.start()) {
      JobFixture fixture = new JobFixture(broker.bootstrapServers(), "full", folder);
      assertThat(fixture.topics()).isNotNull();
      Path log = start(config(broker, "full", ""));
      awaitLine(log, "running; Ctrl-C ends it");
      awaitCheckpoint();

      Path state = folder.resolve("state");
      replaceByFile(state);
      awaitLine(log, "state is not saved: ");
      Files.delete(state);
      awaitLine(log, "state is saved again");

      assertThat(Files.readString(log)).doesNotContain("restarts");
      assertThat(exitCodeAfterSigterm(processes.getLast())).isZero();
    }
  }

  @Test
  void a_job_that_restarts_says_why_and_ends_on_sigterm_within_ten_seconds() throws Exception {
    try (TestBroker broker = TestBroker.start()) {
      JobFixture fixture = new JobFixture(broker.bootstrapServers(), "gone", folder);
      Path log = start(config(broker, "gone", ""));
      awaitLine(log, "running; Ctrl-C ends it");
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        admin.deleteTopics(List.of(fixture.topics().of(TopicRole.ANNOTATIONS))).all().get();
      }
      awaitLine(log, "dephasing-detection restarts: ");

      assertThat(exitCodeAfterSigterm(processes.getLast())).isIn(0, 1);
    }
  }

  @Test
  void a_wrong_setting_of_kafka_ends_it_with_2_and_the_key() throws Exception {
    try (TestBroker broker = TestBroker.start()) {
      JobFixture fixture = new JobFixture(broker.bootstrapServers(), "wrong", folder);
      assertThat(fixture.topics()).isNotNull();
      for (String wrong :
          List.of("max.poll.records: lots", "acks: some", "interceptor.classes: no.such.Class")) {
        Path log = start(config(broker, "wrong", ", properties: {" + wrong + "}"));

        assertThat(processes.getLast().waitFor()).as(wrong).isEqualTo(2);
        assertThat(Files.readString(log)).contains(wrong.split(":", -1)[0]).doesNotContain("a bug");
      }
    }
  }

  private static int exitCodeAfterSigterm(Process process) throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("ended within 10 s").isTrue();
    return process.exitValue();
  }

  private static void replaceByFile(Path state) throws IOException {
    Path aside = state.resolveSibling("aside");
    Files.move(state, aside);
    Files.writeString(state, "no folder");
    try (Stream<Path> files = Files.walk(aside)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Path config(TestBroker broker, String prefix, String more) throws IOException {
    return Files.writeString(
        folder.resolve("run.yaml"),
        """
        kafka: {bootstrap-servers: "%s", consumer-group: %s%s}
        topics: {prefix: %s}
        checkpoints: {interval: 500 ms, directory: "%s"}
        """
            .formatted(broker.bootstrapServers(), prefix, more, prefix, folder.resolve("state")));
  }

  private Path start(Path config) throws IOException {
    Path log = folder.resolve("run-%d.log".formatted(processes.size()));
    processes.add(RunProcess.start(config, log));
    return log;
  }

  private static void awaitLine(Path log, String text) {
    await(text)
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(Files.readString(log)).contains(text));
  }

  private void awaitCheckpoint() {
    await("a checkpoint")
        .atMost(PATIENCE)
        .until(
            () -> {
              try (Stream<Path> files = Files.walk(folder)) {
                return files.anyMatch(file -> file.endsWith("_metadata"));
              } catch (IOException | UncheckedIOException e) {
                return false; // A checkpoint that is being replaced: look again.
              }
            });
  }
}
