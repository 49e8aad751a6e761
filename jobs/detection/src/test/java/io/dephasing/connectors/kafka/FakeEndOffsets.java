package io.dephasing.connectors.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A broker that answers when a test tells it to. */
final class FakeEndOffsets implements EndOffsets {
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private @Nullable CompletableFuture<Map<TopicPartition, Long>> open;
  private Map<TopicPartition, Long> asked = Map.of();

  void end(TopicPartition partition, long offset) {
    ends.put(partition, offset);
  }

  boolean isAsked() {
    return open != null;
  }

  Map<TopicPartition, Long> asked() {
    return asked;
  }

  /** Answers what was asked with the ends as they are now. */
  void answer() {
    Map<TopicPartition, Long> found = new HashMap<>();
    asked.forEach(
        (partition, position) ->
            found.put(partition, Math.max(position, ends.getOrDefault(partition, 0L))));
    complete(found);
  }

  /** The broker was not there. */
  void fail() {
    complete(Map.of());
  }

  private void complete(Map<TopicPartition, Long> found) {
    CompletableFuture<Map<TopicPartition, Long>> question = open;
    if (question == null) {
      throw new IllegalStateException("nobody asked");
    }
    open = null;
    question.complete(found);
  }

  @Override
  public CompletableFuture<Map<TopicPartition, Long>> of(Map<TopicPartition, Long> positions) {
    CompletableFuture<Map<TopicPartition, Long>> question = new CompletableFuture<>();
    asked = Map.copyOf(positions);
    open = question;
    return question;
  }

  @Override
  public void close() {}
}
