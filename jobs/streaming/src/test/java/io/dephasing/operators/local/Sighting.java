package io.dephasing.operators.local;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * A source's record, reduced to what the operators ask of it.
 *
 * @param partition that it was read from
 * @param event null where it was refused
 * @param cappedTimeMillis the event's time, but no later than the broker's
 * @param refusal why it was refused
 */
record Sighting(int partition, @Nullable Event event, long cappedTimeMillis, String refusal) {
  /** An event whose clock agrees with the broker's. */
  static Sighting of(int partition, Event event) {
    return new Sighting(partition, event, event.timeMillis(), "none");
  }

  /** The same record, appended by a broker whose clock shows this. */
  Sighting appendedAt(long brokerTimeMillis) {
    return new Sighting(partition, event, Math.min(cappedTimeMillis, brokerTimeMillis), refusal);
  }

  static Sighting refused(int partition, String refusal) {
    return new Sighting(partition, null, Absent.MILLIS, refusal);
  }

  /** How the operators see sightings. */
  static final class Seen implements Arrivals<Sighting> {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Event event(Sighting record) {
      return record.event;
    }

    @Override
    public int partition(Sighting record) {
      return record.partition;
    }

    @Override
    public long cappedTimeMillis(Sighting record) {
      return record.cappedTimeMillis;
    }

    @Override
    public String refusal(Sighting record) {
      return record.refusal;
    }
  }
}
