package io.dephasing.core.group;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.PartitionProgress;
import io.dephasing.core.event.PartitionProgress.Limits;
import io.dephasing.core.event.PartitionProgress.Timeliness;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.slice.PartialSlice;
import io.dephasing.core.slice.Slice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One partition: it decides what is late, and folds until its partials leave (METHOD 9.8). */
final class Partition {
  private static final long SLACK_MILLIS = 2_000;

  private final List<Event> events = new ArrayList<>();
  private final Map<Place, Slice> folded = new LinkedHashMap<>();
  private final Lateness lateness;
  private final PartitionProgress progress;
  private int next;
  private long watermarkMillis = Long.MIN_VALUE;
  private long accepted;
  private long acceptedFrom = Long.MAX_VALUE;

  private record Place(GroupKey group, long index) {}

  Partition(Lateness lateness) {
    this.lateness = lateness;
    progress =
        new PartitionProgress(
            new Limits(lateness.boundMillis(), lateness.allowedMillis(), SLACK_MILLIS));
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
    progress.reachClock(event.brokerTimeMillis());
    Timeliness timeliness = progress.timeliness(timeMillis);
    if (timeliness == Timeliness.LATE) {
      place(event.group(), progress.reachedMillis()).addLate(event);
    } else {
      place(event.group(), timeMillis).add(event, timeliness == Timeliness.ON_TIME);
      accepted++;
      acceptedFrom = Math.min(acceptedFrom, timeMillis);
    }
    progress.reach(
        Absent.isGiven(event.brokerTimeMillis())
            ? Math.min(timeMillis, event.brokerTimeMillis())
            : timeMillis);
  }

  /** When the next event was appended, by the broker's clock; its own time where none is known. */
  long nextAppendMillis() {
    long broker = events.get(next).brokerTimeMillis();
    return Absent.isGiven(broker) ? broker : nextMillis();
  }

  /** Nothing was left to read at this time. */
  void follow(long clockMillis) {
    progress.reachClock(clockMillis);
  }

  /** Events that were folded. */
  long accepted() {
    return accepted;
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
    watermarkMillis = progress.completeMillis();
    return partials;
  }

  /**
   * All that was on time and lies before it has left; a partition that is read to its end says no.
   */
  long watermarkMillis() {
    return hasNext() || !folded.isEmpty() ? watermarkMillis : Long.MAX_VALUE;
  }

  /** From its first accepted event to where it comes to, as if all was read; changes nothing. */
  JobSpan span() {
    Partition dry = new Partition(lateness);
    dry.events.addAll(events);
    while (dry.hasNext()) {
      dry.read();
    }
    return new JobSpan(dry.acceptedFrom, dry.progress.reachedMillis());
  }
}
