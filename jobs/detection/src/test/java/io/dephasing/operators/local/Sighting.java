package io.dephasing.operators.local;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.core.slice.GroupedEvents;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A source's record, reduced to what the operators ask of it.
 *
 * @param partition that it was read from
 * @param event null where it was refused
 * @param cappedTimeMillis the event's time, but no later than the broker's
 * @param appendedMillis when the broker appended it; absent where that is not known
 * @param followedMillis up to when all of the partition was read before; absent where unknown
 * @param refusal why it was refused
 */
record Sighting(
    int partition,
    @Nullable Event event,
    long cappedTimeMillis,
    long appendedMillis,
    long followedMillis,
    String refusal) {
  /** An event whose clock agrees with the broker's. */
  static Sighting of(int partition, Event event) {
    return new Sighting(partition, event, event.timeMillis(), Absent.MILLIS, Absent.MILLIS, "none");
  }

  /** The same record, appended by a broker whose clock shows this. */
  Sighting appendedAt(long brokerTimeMillis) {
    return new Sighting(
        partition,
        event == null ? null : Actions.appended(event, brokerTimeMillis),
        Math.min(cappedTimeMillis, brokerTimeMillis),
        brokerTimeMillis,
        followedMillis,
        refusal);
  }

  /** The same record, read when all that was there at this time had been read. */
  Sighting followed(long clockMillis) {
    return new Sighting(partition, event, cappedTimeMillis, appendedMillis, clockMillis, refusal);
  }

  /** The same record, which its producer sent too late. */
  Sighting sentLate() {
    return new Sighting(partition, event, Absent.MILLIS, appendedMillis, followedMillis, refusal);
  }

  static Sighting refused(int partition, String refusal) {
    return new Sighting(partition, null, Absent.MILLIS, Absent.MILLIS, Absent.MILLIS, refusal);
  }

  /** How the operators see sightings of one partition. */
  static final class Seen implements SourceBatches<List<Sighting>, Sighting> {
    private static final long serialVersionUID = 1L;

    @Override
    public GroupedEvents events(List<Sighting> batch) {
      GroupedEvents events = new GroupedEvents(batch.size());
      for (Sighting each : batch) {
        if (each.event != null) {
          events.add(each.event, each.cappedTimeMillis);
        }
      }
      return events;
    }

    @Override
    public int partition(List<Sighting> batch) {
      return batch.get(0).partition;
    }

    @Override
    public long followedMillis(List<Sighting> batch) {
      return batch.get(0).followedMillis;
    }

    @Override
    public long lastAppendedMillis(List<Sighting> batch) {
      return batch.get(batch.size() - 1).appendedMillis;
    }

    @Override
    public void forEachRefused(List<Sighting> batch, BiConsumer<String, Sighting> consumer) {
      for (Sighting each : batch) {
        if (each.event == null) {
          consumer.accept(each.refusal, each);
        }
      }
    }

    @Override
    public Sighting late(List<Sighting> batch, int i) {
      return batch.stream().filter(each -> each.event != null).toList().get(i);
    }

    @Override
    public Sighting overBudget(List<Sighting> batch, int i, String reason) {
      return Sighting.refused(partition(batch), reason);
    }
  }
}
