package io.dephasing.operators.local;

import io.dephasing.core.event.Event;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the operators must know of a source's records, whatever they are.
 *
 * @param <T> the source's record
 */
public interface Arrivals<T> extends Serializable {
  /** The event; null where the record was refused. */
  @Nullable Event event(T record);

  /** Partition that the record was read from. */
  int partition(T record);

  /** The event's time, but no later than the broker's or the clock's (METHOD 9.8), ms. */
  long cappedTimeMillis(T record);

  /** Kind of the refusal of a refused record: few, for counting. */
  String refusal(T record);
}
