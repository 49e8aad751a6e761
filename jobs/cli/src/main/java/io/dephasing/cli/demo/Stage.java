package io.dephasing.cli.demo;

import io.dephasing.broker.EmbeddedBroker;
import io.dephasing.broker.TemporaryFolder;
import io.dephasing.cli.failure.JobFailedException;
import io.dephasing.cli.job.LocalJob;
import io.dephasing.connectors.kafka.ScaledClock;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.formats.event.EventOrigin;
import io.dephasing.topology.JobEnvironment;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.KafkaEndpoints;
import io.dephasing.topology.Options;
import io.dephasing.topology.OptionsLoader;
import java.io.IOException;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka and Flink within this process, and what they leave on the disk. They start side by side,
 * for that takes most of the time to the first SLI. Closing it ends and deletes all.
 */
final class Stage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

  private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
  private final JobSettings settings;

  /** What begins when Kafka is up. */
  interface Curtain {
    /**
     * Lets the fleet begin.
     *
     * @param clients what every Kafka client is told
     * @return the fleet's time, for the job
     * @throws InterruptedException where nothing more is to be started
     */
    ScaledClock rise(Properties clients) throws InterruptedException;
  }

  /** A stage with nothing on it. */
  Stage() throws IOException {
    TemporaryFolder state = TemporaryFolder.create("demo");
    opened.push(state);
    settings =
        OptionsLoader.defaults()
            .with(Options.CHECKPOINT_DIRECTORY, state.path().toString())
            // The fleet's clock is fast: a second of it is over before a busy machine has looked.
            .with(Options.OUT_OF_ORDERNESS, "2 s")
            .with(Options.IDLE_TIMEOUT, "2 s")
            // Half an hour of history is there at once, and is to be read at once.
            .with(Options.MAX_DRIFT, "10 min")
            // The fleet's time is of the past until the end: nothing is stale for that.
            .with(Options.STALE_AFTER, "0 s");
  }

  /** Names of the topics. */
  Topics topics() {
    return new KafkaEndpoints(settings).topics();
  }

  /** Starts Kafka and creates the topics; gives what every Kafka client is told. */
  CompletableFuture<Properties> startKafka() {
    return CompletableFuture.supplyAsync(
        () -> {
          EmbeddedBroker broker = EmbeddedBroker.start();
          opened.push(broker);
          Properties clients = new Properties();
          clients.setProperty(BOOTSTRAP_SERVERS, broker.bootstrapServers());
          TopicsOfPlay.create(clients, topics());
          return clients;
        },
        Stage::inThread);
  }

  /**
   * Starts Flink, waits for Kafka and starts the detection job.
   *
   * @param kafka from {@link #startKafka}; has ended when this returns, however it returns
   * @param curtain rises when both are up, in this thread
   */
  LocalJob startJob(CompletableFuture<Properties> kafka, Curtain curtain)
      throws JobFailedException, InterruptedException {
    try {
      LocalJob job =
          LocalJob.start(
              JobEnvironment.configuration(settings),
              () -> {
                Properties clients = kafka.get();
                return settings
                    .with(Options.BOOTSTRAP_SERVERS, clients.getProperty(BOOTSTRAP_SERVERS))
                    .running(new JobSettings.Run(curtain.rise(clients), EventOrigin.LIVE, false));
              });
      opened.push(job);
      return job;
    } finally {
      // So that close() finds the broker even where Flink failed before it was up.
      kafka.handle((clients, failure) -> clients).join();
    }
  }

  /** Threads of the pool are too few on small machines, and these wait. */
  static void inThread(Runnable task) {
    Thread thread = new Thread(task, "demo");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends what was started, the last first; what cannot be ended does not keep the rest. */
  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) { // AutoCloseable declares Exception
        LOG.atWarn().setCause(e).log("a part of the demo did not end in order");
      }
    }
  }
}
