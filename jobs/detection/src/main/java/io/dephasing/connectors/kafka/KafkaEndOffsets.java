package io.dephasing.connectors.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker on a thread of its own, with a consumer of its own that belongs to no group. An
 * end beyond the last record read is looked into: the marks that end a transaction, and what was
 * aborted, take offsets and are never records. Where only what is committed is read, the end is
 * that of what is committed: an open transaction is quiet.
 */
final class KafkaEndOffsets implements EndOffsets {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaEndOffsets.class);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration GLANCE = Duration.ofMillis(500);

  /** As positions say of a partition of which nothing was read. */
  private static final long NOTHING_READ = -1;

  private final Properties source;
  private final String name;

  /** What the last glances found empty, so that it is not looked into again. */
  private final Map<TopicPartition, Gap> gaps = new HashMap<>();

  private @Nullable ExecutorService thread;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
  private volatile boolean isClosed;

  /**
   * Asks as the source reads.
   *
   * @param source the source's settings
   * @param name of the client and of its thread
   */
  KafkaEndOffsets(Properties source, String name) {
    this.name = name;
    this.source = source;
  }

  @Override
  public CompletableFuture<Map<TopicPartition, Long>> of(Map<TopicPartition, Long> positions) {
    Map<TopicPartition, Long> asked = Map.copyOf(positions);
    return ask(consumer -> asked);
  }

  /** As {@link #of}, for all partitions of a topic: those without a position begin as earliest. */
  CompletableFuture<Map<TopicPartition, Long>> ofTopic(
      String topic, Map<TopicPartition, Long> positions) {
    Map<TopicPartition, Long> known = Map.copyOf(positions);
    return ask(
        consumer -> {
          Map<TopicPartition, Long> all = new HashMap<>(known);
          for (PartitionInfo each : consumer.partitionsFor(topic, ANSWER)) {
            all.putIfAbsent(new TopicPartition(topic, each.partition()), NOTHING_READ);
          }
          return all;
        });
  }

  @Override
  public void close() {
    isClosed = true;
    KafkaConsumer<byte[], byte[]> asking = consumer;
    if (asking != null) {
      asking.wakeup();
    }
    if (thread != null) {
      thread.execute(this::closeConsumer);
      thread.shutdown();
      awaitEnd(thread);
    }
  }

  private static void awaitEnd(ExecutorService thread) {
    try {
      if (!thread.awaitTermination(ANSWER.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Map<TopicPartition, Long>> ask(
      Function<KafkaConsumer<?, ?>, Map<TopicPartition, Long>> positions) {
    if (thread == null) {
      thread = Executors.newSingleThreadExecutor(task -> daemon(task, name));
    }
    return CompletableFuture.supplyAsync(() -> answer(positions), thread);
  }

  private Map<TopicPartition, Long> answer(
      Function<KafkaConsumer<?, ?>, Map<TopicPartition, Long>> positions) {
    if (isClosed) {
      return Map.of();
    }
    try {
      KafkaConsumer<byte[], byte[]> asking = open();
      return ends(asking, positions.apply(asking));
    } catch (KafkaException e) { // no answer is an answer: time stands still
      LOG.atDebug().addKeyValue("client", name).setCause(e).log("no end offset");
      return Map.of();
    }
  }

  private KafkaConsumer<byte[], byte[]> open() {
    KafkaConsumer<byte[], byte[]> asking = consumer;
    if (asking == null) {
      asking =
          LoneConsumers.open(
              source,
              Map.of(
                  ConsumerConfig.CLIENT_ID_CONFIG, name,
                  // A glance: one record is as good as many.
                  ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1",
                  ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "1"));
      consumer = asking;
    }
    return asking;
  }

  private void closeConsumer() {
    KafkaConsumer<byte[], byte[]> asking = consumer;
    if (asking != null) {
      consumer = null;
      asking.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  private Map<TopicPartition, Long> ends(
      KafkaConsumer<byte[], byte[]> asking, Map<TopicPartition, Long> positions) {
    Map<TopicPartition, Long> ends = asking.endOffsets(positions.keySet(), ANSWER);
    List<TopicPartition> unknown = new ArrayList<>();
    positions.forEach(
        (partition, position) -> {
          if (position < 0) {
            unknown.add(partition);
          }
        });
    Map<TopicPartition, Long> begins = asking.beginningOffsets(unknown, ANSWER);
    Map<TopicPartition, Long> found = new HashMap<>();
    for (Map.Entry<TopicPartition, Long> asked : positions.entrySet()) {
      TopicPartition partition = asked.getKey();
      long position = Math.max(asked.getValue(), begins.getOrDefault(partition, 0L));
      Long end = ends.get(partition);
      if (end != null) {
        boolean isRead = position >= end || isEmpty(asking, partition, new Gap(position, end));
        found.put(partition, isRead ? asked.getValue() : end);
      }
    }
    return found;
  }

  /** Whether nothing in a gap is a record; false where a glance does not tell. */
  private boolean isEmpty(KafkaConsumer<byte[], byte[]> asking, TopicPartition partition, Gap gap) {
    if (gap.equals(gaps.get(partition))) {
      return true;
    }
    asking.assign(List.of(partition));
    asking.seek(partition, gap.from());
    long untilNanos = System.nanoTime() + GLANCE.toNanos();
    boolean sawRecord = false;
    long reached = gap.from();
    // One poll ends with one batch, and what was aborted may be several.
    while (!sawRecord && reached < gap.end() && System.nanoTime() < untilNanos) {
      sawRecord = !asking.poll(GLANCE).isEmpty();
      reached = asking.position(partition, ANSWER);
    }
    asking.assign(List.of());
    if (sawRecord || reached < gap.end()) {
      return false;
    }
    gaps.put(partition, gap);
    return true;
  }

  private record Gap(long from, long end) {}

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
