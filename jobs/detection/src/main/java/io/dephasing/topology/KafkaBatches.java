package io.dephasing.topology;

import io.dephasing.connectors.kafka.DeadLetter;
import io.dephasing.connectors.kafka.SourceBatch;
import io.dephasing.core.slice.GroupedEvents;
import io.dephasing.operators.local.SourceBatches;
import java.util.function.BiConsumer;

/** Gives operators access to the batches of the Kafka source, whose class they do not know. */
final class KafkaBatches implements SourceBatches<SourceBatch, DeadLetter> {
  private static final long serialVersionUID = 1L;

  @Override
  public GroupedEvents events(SourceBatch batch) {
    return batch.events();
  }

  @Override
  public int partition(SourceBatch batch) {
    return batch.partition();
  }

  @Override
  public long followedMillis(SourceBatch batch) {
    return batch.followedMillis();
  }

  @Override
  public long lastAppendedMillis(SourceBatch batch) {
    return batch.lastAppendedMillis();
  }

  @Override
  public void forEachRefused(SourceBatch batch, BiConsumer<String, DeadLetter> consumer) {
    for (SourceBatch.Refused each : batch.refused()) {
      consumer.accept(each.kind().id(), each.letter());
    }
  }

  @Override
  public DeadLetter late(SourceBatch batch, int i) {
    return batch.late(i);
  }

  @Override
  public DeadLetter overBudget(SourceBatch batch, int i, String reason) {
    return batch.overBudget(i, reason);
  }
}
