package io.dephasing.core.group;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.slice.PartialSlice;
import io.dephasing.core.slice.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One partition: it decides what is late, and folds until its partials leave (METHOD 9.8). */
final class Partition {
  private final List<Event> events = new ArrayList<>();
  private final Map<Place, Slice> folded = new LinkedHashMap<>();
  private final Lateness lateness;
  private int next;
  private long largestMillis = Long.MIN_VALUE;
  private long watermarkMillis = Long.MIN_VALUE;
  private long acceptedFrom = Long.MAX_VALUE;
  private long acceptedTo = Long.MIN_VALUE;

  private record Place(GroupKey group, long index) {}

  Partition(Lateness lateness) {
    this.lateness = lateness;
  }

  void append(Event event) {
    events.add(event);
  }

  boolean hasNext() {
    return next < events.size();
  }

  /** Time of the next event. */
  long nextMillis() {
    return events.get(next).timeMillis();
  }

  void read() {
    Event event = events.get(next++);
    long timeMillis = event.timeMillis();
    long seenMillis =
        Absent.isGiven(event.brokerTimeMillis())
            ? Math.min(timeMillis, event.brokerTimeMillis())
            : timeMillis;
    boolean isFirst = largestMillis == Long.MIN_VALUE;
    long onTimeFrom = isFirst ? timeMillis : largestMillis - lateness.boundMillis();
    if (timeMillis < onTimeFrom - lateness.allowedMillis()) {
      place(event.group(), largestMillis).addLate();
    } else {
      place(event.group(), timeMillis).add(event, timeMillis >= onTimeFrom);
      acceptedFrom = Math.min(acceptedFrom, timeMillis);
      acceptedTo = Math.max(acceptedTo, timeMillis);
    }
    largestMillis = Math.max(largestMillis, seenMillis);
  }

  private Slice place(GroupKey group, long timeMillis) {
    return folded.computeIfAbsent(new Place(group, Slice.indexOf(timeMillis)), p -> new Slice());
  }

  /** Lets go of what was folded; only then the watermark may follow. */
  List<PartialSlice> flush() {
    List<PartialSlice> partials = new ArrayList<>(folded.size());
    folded.forEach(
        (place, slice) ->
            partials.add(new PartialSlice(place.group().canonical(), place.index(), slice)));
    folded.clear();
    if (largestMillis != Long.MIN_VALUE) {
      watermarkMillis = largestMillis - lateness.boundMillis();
    }
    return partials;
  }

  /**
   * All that was on time and lies before it has left; a partition that is read to its end says no.
   */
  long watermarkMillis() {
    return hasNext() || !folded.isEmpty() ? watermarkMillis : Long.MAX_VALUE;
  }

  /** Times of the events that are accepted, as if all was read; changes nothing. */
  JobSpan span() {
    Partition dry = new Partition(lateness);
    dry.events.addAll(events);
    while (dry.hasNext()) {
      dry.read();
    }
    return new JobSpan(dry.acceptedFrom, dry.acceptedTo);
  }
}
