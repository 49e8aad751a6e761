package io.dephasing.operators.local;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.PartitionProgress.Timeliness;
import io.dephasing.core.slice.EventBatch;
import io.dephasing.core.slice.GroupedEvents;
import io.dephasing.core.slice.Slice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrivals of one event, and what the next step sees of arrivals. */
final class Arriving {
  private Arriving() {}

  static Arrivals onTime(Event event) {
    return of(event, Timeliness.ON_TIME, Slice.indexOf(event.timeMillis()));
  }

  static Arrivals onTime(Event event, int partition) {
    return of(event, partition, Timeliness.ON_TIME, Slice.indexOf(event.timeMillis()));
  }

  static Arrivals of(Event event, Timeliness stands, long sliceIndex) {
    return of(event, 0, stands, sliceIndex);
  }

  private static Arrivals of(Event event, int partition, Timeliness stands, long sliceIndex) {
    GroupedEvents events = new GroupedEvents(1);
    events.add(event, event.timeMillis());
    Arrivals arrivals = new Arrivals(events, partition);
    arrivals.place(0, stands, sliceIndex);
    return arrivals;
  }

  /**
   * One event that was not dropped.
   *
   * @param named the event, where it names something
   */
  record Seen(long timeMillis, @Nullable Event named, Timeliness timeliness, long sliceIndex) {}

  static List<Seen> seen(List<Arrivals> all) {
    List<Seen> seen = new ArrayList<>();
    for (Arrivals arrivals : all) {
      EventBatch events = arrivals.events().events();
      for (int i = 0; i < arrivals.size(); i++) {
        if (!arrivals.isDropped(i)) {
          seen.add(
              new Seen(
                  events.timeMillis(i),
                  events.named(i),
                  arrivals.timeliness(i),
                  arrivals.sliceIndex(i)));
        }
      }
    }
    return seen;
  }
}
