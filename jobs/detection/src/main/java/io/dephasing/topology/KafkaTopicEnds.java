package io.dephasing.topology;

import io.dephasing.connectors.kafka.AnnotationEnds;
import io.dephasing.operators.annotation.TopicEnds;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Lets an operator ask a connector, neither of which knows the other.
 *
 * @param ends who asks the broker
 */
record KafkaTopicEnds(AnnotationEnds ends) implements TopicEnds {
  @Override
  public CompletableFuture<Map<Integer, Long>> of(Map<Integer, Long> positions) {
    return ends.of(positions);
  }

  @Override
  public void close() {
    ends.close();
  }
}
