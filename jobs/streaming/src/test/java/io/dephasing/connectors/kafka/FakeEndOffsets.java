package io.dephasing.connectors.kafka;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A broker that answers when a test tells it to. */
final class FakeEndOffsets implements EndOffsets {
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private @Nullable CompletableFuture<Set<TopicPartition>> open;
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
    Set<TopicPartition> read = new HashSet<>();
    asked.forEach(
        (partition, position) -> {
          if (position >= ends.getOrDefault(partition, 0L)) {
            read.add(partition);
          }
        });
    complete(read);
  }

  /** The broker was not there. */
  void fail() {
    complete(Set.of());
  }

  private void complete(Set<TopicPartition> read) {
    CompletableFuture<Set<TopicPartition>> question = open;
    if (question == null) {
      throw new IllegalStateException("nobody asked");
    }
    open = null;
    question.complete(read);
  }

  @Override
  public CompletableFuture<Set<TopicPartition>> readToEnd(Map<TopicPartition, Long> positions) {
    CompletableFuture<Set<TopicPartition>> question = new CompletableFuture<>();
    asked = Map.copyOf(positions);
    open = question;
    return question;
  }

  @Override
  public void close() {}
}
