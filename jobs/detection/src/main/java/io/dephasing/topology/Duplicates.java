package io.dephasing.topology;

import io.dephasing.core.event.EventKind;
import io.dephasing.operators.local.Arrivals;
import io.dephasing.operators.local.DropDuplicates;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The step that drops duplicate events. It is part of the graph even when no horizon is set and it
 * has nothing to do: a checkpoint taken with either setting can be restored with the other.
 */
final class Duplicates {
  private Duplicates() {}

  static SingleOutputStreamOperator<Arrivals> drop(
      EventKind kind,
      String topic,
      SingleOutputStreamOperator<Arrivals> arrivals,
      JobSettings settings) {
    Optional<Duration> horizon = Options.DUPLICATES_HORIZON.of(settings.options());
    int mostIds = Options.DUPLICATES_IDS.required(settings.options());
    DropDuplicates drop =
        new DropDuplicates(
            topic, horizon.map(Duration::toMillis).orElse(DropDuplicates.OFF), mostIds);
    return Step.DROP_DUPLICATES.on(
        kind, arrivals.transform(Step.DROP_DUPLICATES.label(kind), drop.getProducedType(), drop));
  }
}
