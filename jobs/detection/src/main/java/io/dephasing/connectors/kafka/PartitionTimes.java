package io.dephasing.connectors.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The times of the partitions that one subtask reads. A partition that no record has moved for the
 * time-out is asked for its end; when it is read so far, its time has come to the moment of the
 * question; while the broker does not answer, it stands still. Of the task's thread, which never
 * waits: an answer is used at the look after it came.
 */
final class PartitionTimes {
  private final QuietRule rule;
  private final EndOffsets ends;
  private final Map<String, PartitionTime> bySplit = new LinkedHashMap<>();
  private @Nullable Question open;
  private long askedAtMillis = Long.MIN_VALUE;
  private long aloneSinceMillis;

  PartitionTimes(QuietRule rule, EndOffsets ends) {
    this.rule = rule;
    this.ends = ends;
    this.aloneSinceMillis = rule.clock().nowMillis();
  }

  /** A partition is read from here on. */
  void add(String split, TopicPartition partition, long startingOffset) {
    bySplit.put(
        split,
        new PartitionTime(partition, startingOffset, rule.progress(), rule.clock().nowMillis()));
  }

  /** A partition was read as far as it should be. */
  void remove(String split) {
    bySplit.remove(split);
    aloneSinceMillis = rule.clock().nowMillis();
  }

  /** The time of a partition that is read; null where it is not read here. */
  @Nullable PartitionTime of(String split) {
    return bySplit.get(split);
  }

  void pause(Collection<String> splits, boolean paused) {
    for (String split : splits) {
      PartitionTime time = bySplit.get(split);
      if (time != null) {
        time.pause(paused);
      }
    }
  }

  /**
   * Whether this subtask is idle: it has had no partition for the time-out. The watermark of the
   * job must not wait for a subtask that is idle.
   */
  boolean isIdle() {
    return bySplit.isEmpty()
        && rule.clock().isTicking()
        && rule.clock().nowMillis() - aloneSinceMillis >= rule.timeoutMillis();
  }

  /** Uses an answer that has come, hands on each watermark that has moved, and asks anew. */
  void look(ObjLongConsumer<String> watermarks) {
    useAnswer();
    bySplit.forEach(
        (split, time) -> {
          if (time.hasAdvanced()) {
            watermarks.accept(split, time.watermarkMillis());
          }
        });
    if (rule.clock().isTicking() && open == null) {
      ask(rule.clock().nowMillis());
    }
  }

  private void ask(long nowMillis) {
    if (nowMillis < askedAtMillis + rule.pauseMillis()) {
      return;
    }
    Map<TopicPartition, Long> silent = new HashMap<>();
    for (PartitionTime time : bySplit.values()) {
      if (time.isSilent(nowMillis, rule.timeoutMillis())) {
        silent.put(time.partition(), time.nextOffset());
      }
    }
    if (!silent.isEmpty()) {
      askedAtMillis = nowMillis;
      open = new Question(nowMillis, ends.of(silent));
    }
  }

  /**
   * The answer holds for the moment of the question whatever was read since: what came later was
   * appended later.
   */
  private void useAnswer() {
    Question question = open;
    if (question == null || !question.answer().isDone()) {
      return;
    }
    open = null;
    Map<TopicPartition, Long> found = question.answer().getNow(Map.of());
    for (PartitionTime time : bySplit.values()) {
      Long end = found.get(time.partition());
      if (end != null) {
        time.followAt(end, question.askedAtMillis());
      }
    }
  }

  private record Question(
      long askedAtMillis, CompletableFuture<Map<TopicPartition, Long>> answer) {}
}
