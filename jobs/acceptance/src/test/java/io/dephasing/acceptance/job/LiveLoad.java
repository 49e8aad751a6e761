package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.broker.EmbeddedBroker;
import io.dephasing.connectors.kafka.ScaledClock;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.formats.event.EventOrigin;
import io.dephasing.formats.event.EventWriters;
import io.dephasing.schemas.Sli;
import io.dephasing.simulation.Fleets;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An hour of live events, sent in batches of 1 to 60 s, while partitions are added, the task
 * manager is killed twice and the broker is restarted; then each window is compared with the batch
 * oracle. Takes minutes, therefore no part of the check: {@code -Dit.test=LiveLoad}, with {@code
 * -Dload.minutes} of event time, {@code -Dload.speed} of its clock and {@code -Dload.seed}.
 */
class LiveLoad {
  private static final int MINUTES = Integer.getInteger("load.minutes", 60);
  private static final double SPEED = Integer.getInteger("load.speed", 10);
  private static final int SEED = Integer.getInteger("load.seed", 1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long MINUTE_MILLIS = 60_000;
  private static final long START_MILLIS = 1_772_000_000_000L / MINUTE_MILLIS * MINUTE_MILLIS;
  private static final int[] BATCH_SECONDS = {1, 7, 25, 60};

  @TempDir Path folder;

  /** An event, and when its producer sends it, ms since the epoch. */
  private record Sending(Event event, long atMillis) {}

  @Test
  void nothing_is_lost_and_nothing_doubled() throws Exception {
    List<Sending> sendings = sendings();
    List<Event> events = sendings.stream().map(Sending::event).toList();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      JobFixture fixture = new JobFixture(broker.bootstrapServers(), "load", folder);
      AtomicInteger partitions = new AtomicInteger(JobFixture.PARTITIONS);
      ScaledClock clock = new ScaledClock(START_MILLIS, System.currentTimeMillis(), SPEED);
      JobSettings settings =
          fixture
              .settings(new JobSettings.Run(clock, EventOrigin.LIVE, false))
              .with(Options.CHECKPOINT_INTERVAL, "1 s")
              .with(Options.PARALLELISM, "2");
      try (JobCluster cluster = JobCluster.start(settings, 1, 2)) {
        JobID job = cluster.submit(settings);
        CompletableFuture<Void> sent =
            CompletableFuture.runAsync(() -> send(fixture, sendings, partitions, clock));
        awaitMinute(clock, MINUTES / 5);
        kill(cluster, 0);
        awaitMinute(clock, 2 * MINUTES / 5);
        addPartitions(broker, fixture, partitions);
        awaitMinute(clock, 3 * MINUTES / 5);
        say("the broker is restarted");
        broker.stop();
        broker.restart();
        awaitMinute(clock, 4 * MINUTES / 5);
        kill(cluster, 1);
        sent.get();
        await("all windows")
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> Balance.of(fixture.published(), events).isEven());
        cluster.cancel(job);
      } finally {
        Balance balance = Balance.of(fixture.published(), events);
        say("%,d events in %d min of event time: %s".formatted(events.size(), MINUTES, balance));
      }
      OracleAssert.assertEqualsOracle(fixture.published(), events);
      assertThat(fixture.published().deadLetters()).isEmpty();
    }
  }

  /**
   * What windows hold against what the oracle counts.
   *
   * @param lost events that are missing in windows
   * @param doubled events that windows hold beyond theirs
   * @param deadLetters records that were refused
   */
  private record Balance(long lost, long doubled, int deadLetters) {
    static Balance of(Published published, List<Event> events) {
      Map<String, Sli> found = published.finalSlis();
      long lost = 0;
      long doubled = 0;
      for (var expected : BatchOracle.windows(events).entrySet()) {
        Sli sli = found.get(expected.getKey());
        double counted = sli == null ? 0 : sli.getMeasures().getOrDefault("events", 0.0);
        long more = Math.round(counted) - expected.getValue().events();
        lost += Math.max(0, -more);
        doubled += Math.max(0, more);
      }
      return new Balance(lost, doubled, published.deadLetters().size());
    }

    boolean isEven() {
      return lost == 0 && doubled == 0;
    }

    @Override
    public String toString() {
      return "lost %d, doubled %d, dead letters %d".formatted(lost, doubled, deadLetters);
    }
  }

  /** Each instance belongs to a shipper that sends what it has every so many seconds. */
  private static List<Sending> sendings() {
    List<Sending> sendings = new ArrayList<>();
    for (int group = 0; group < 6; group++) {
      GroupKey key = new GroupKey(EventKind.JOB_START, "shop", "job-" + group, null);
      Fleets.poisson(30, 1)
          .of(key)
          .seeded(SEED + group)
          .over(START_MILLIS, MINUTES * MINUTE_MILLIS)
          .events()
          .forEach(event -> sendings.add(new Sending(event, sendMillis(event))));
    }
    sendings.sort(Comparator.comparingLong(Sending::atMillis));
    return sendings;
  }

  private static long sendMillis(Event event) {
    int hash = event.instance().hashCode();
    long batch = 1_000L * BATCH_SECONDS[Math.floorMod(hash, BATCH_SECONDS.length)];
    long phase = Math.floorMod(hash / 7, batch);
    return Math.floorDiv(event.timeMillis() - phase, batch) * batch + phase + batch;
  }

  private static void send(
      JobFixture fixture, List<Sending> sendings, AtomicInteger partitions, ScaledClock clock) {
    List<Future<?>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = fixture.producer()) {
      for (Sending each : sendings) {
        awaitClock(clock, each.atMillis);
        int partition = Math.floorMod(each.event.instance().hashCode(), partitions.get());
        sent.add(
            producer.send(
                new ProducerRecord<>(
                    fixture.topics().events(EventKind.JOB_START),
                    partition,
                    each.atMillis,
                    null,
                    EventWriters.avro(each.event))));
      }
      for (Future<?> each : sent) {
        each.get();
      }
    } catch (Exception e) {
      throw new IllegalStateException("events were not sent", e);
    }
  }

  private static void awaitMinute(ScaledClock clock, int minute) {
    awaitClock(clock, START_MILLIS + minute * MINUTE_MILLIS);
  }

  private static void awaitClock(ScaledClock clock, long millis) {
    for (long left = millis - clock.nowMillis(); left > 0; left = millis - clock.nowMillis()) {
      LockSupport.parkNanos((long) (TimeUnit.MILLISECONDS.toNanos(left) / SPEED));
    }
  }

  private static void kill(JobCluster cluster, int taskManager) throws Exception {
    say("task manager %d is killed".formatted(taskManager));
    cluster.kill(taskManager);
    cluster.startTaskManager();
  }

  private static void addPartitions(
      EmbeddedBroker broker, JobFixture fixture, AtomicInteger partitions) throws Exception {
    int more = partitions.get() + 2;
    say("the topic has %d partitions from now on".formatted(more));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createPartitions(
              Map.of(fixture.topics().events(EventKind.JOB_START), NewPartitions.increaseTo(more)))
          .all()
          .get();
    }
    partitions.set(more);
  }

  private static void say(String text) {
    System.out.println("live load: " + text);
  }
}
