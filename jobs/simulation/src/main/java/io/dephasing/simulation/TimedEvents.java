package io.dephasing.simulation;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Events and when they are delivered, in delivery order. Immutable; streams of several producers
 * compose by {@link #and}.
 */
public final class TimedEvents {
  private static final Comparator<Delivery> DELIVERY_ORDER =
      Comparator.comparingLong(Delivery::deliveredAtMillis)
          .thenComparingLong(delivery -> delivery.event().timeMillis());

  private final List<Delivery> deliveries;

  private TimedEvents(List<Delivery> sorted) {
    deliveries = sorted;
  }

  /**
   * One event on its way.
   *
   * @param deliveredAtMillis when it is appended to the log, ms since the epoch
   * @param event what is delivered
   */
  public record Delivery(long deliveredAtMillis, Event event) {}

  /** These deliveries, whatever their order; O(n log n). */
  public static TimedEvents of(List<Delivery> deliveries) {
    List<Delivery> sorted = new ArrayList<>(deliveries);
    sorted.sort(DELIVERY_ORDER);
    return new TimedEvents(List.copyOf(sorted));
  }

  /** All events of several producers. */
  public static TimedEvents of(TimedEvents... producers) {
    return of(Arrays.stream(producers).flatMap(p -> p.deliveries.stream()).toList());
  }

  /** The events of both. */
  public TimedEvents and(TimedEvents other) {
    return of(this, other);
  }

  /**
   * The same events, each delivered later by a uniform delay.
   *
   * @param boundMillis delays are drawn from {@code [0, boundMillis]}, ms, so that disorder is at
   *     most this where clocks are right
   */
  public TimedEvents delayedUpTo(long boundMillis, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return of(
        deliveries.stream()
            .map(
                d ->
                    new Delivery(
                        d.deliveredAtMillis() + random.nextLong(boundMillis + 1), d.event()))
            .toList());
  }

  /**
   * The same events, kept by whoever sends them until the next sending.
   *
   * @param everyMillis from one to the next, ms
   * @param phaseMillis when the first was, ms since the epoch
   */
  public TimedEvents sentEach(long everyMillis, long phaseMillis) {
    return of(
        deliveries.stream()
            .map(
                d ->
                    new Delivery(
                        phaseMillis
                            + (Math.floorDiv(d.deliveredAtMillis() - phaseMillis, everyMillis) + 1)
                                * everyMillis,
                        d.event()))
            .toList());
  }

  /** The same, each with the time at which the broker appended it. */
  public TimedEvents appended() {
    return new TimedEvents(
        deliveries.stream().map(d -> new Delivery(d.deliveredAtMillis(), appended(d))).toList());
  }

  private static Event appended(Delivery delivery) {
    Event event = delivery.event();
    return new Event(
        event.group(),
        event.instance(),
        event.timeMillis(),
        event.phase(),
        delivery.deliveredAtMillis(),
        event.details());
  }

  /** The same with an event id each, by which a repetition is known. */
  public TimedEvents identified() {
    List<Delivery> identified = new ArrayList<>(deliveries.size());
    for (int index = 0; index < deliveries.size(); index++) {
      Delivery delivery = deliveries.get(index);
      identified.add(
          new Delivery(
              delivery.deliveredAtMillis(), identified(delivery.event(), "event-" + index)));
    }
    return new TimedEvents(List.copyOf(identified));
  }

  /**
   * The same, and some of it once more a while later, as a producer sends it that missed an
   * acknowledgement.
   *
   * @param ratio share that is sent twice, 0 to 1
   * @param laterMillis after how long, ms
   */
  public TimedEvents repeated(double ratio, long laterMillis, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Delivery> repeated = new ArrayList<>(deliveries);
    for (Delivery delivery : deliveries) {
      if (random.nextDouble() < ratio) {
        repeated.add(new Delivery(delivery.deliveredAtMillis() + laterMillis, delivery.event()));
      }
    }
    return of(repeated);
  }

  /** The same without what happens at this time or later, ms since the epoch. */
  public TimedEvents until(long endMillis) {
    return new TimedEvents(
        deliveries.stream().filter(d -> d.event().timeMillis() < endMillis).toList());
  }

  /** Each event with its delivery time, in delivery order. */
  public List<Delivery> deliveries() {
    return deliveries;
  }

  /** The events in delivery order. */
  public List<Event> events() {
    return deliveries.stream().map(Delivery::event).toList();
  }

  /** The events of one group in delivery order. */
  public List<Event> eventsOf(GroupKey group) {
    return events().stream().filter(event -> event.group().equals(group)).toList();
  }

  /** All groups, in the order of their first event. */
  public Set<GroupKey> groups() {
    Set<GroupKey> groups = new LinkedHashSet<>();
    deliveries.forEach(delivery -> groups.add(delivery.event().group()));
    return groups;
  }

  /** Number of events. */
  public int size() {
    return deliveries.size();
  }

  /** By how much an event is older than the newest one delivered before it, at most; ms. */
  public long disorderMillis() {
    long newest = Long.MIN_VALUE;
    long disorder = 0;
    for (Delivery delivery : deliveries) {
      Event event = delivery.event();
      boolean isAppended = Absent.isGiven(event.brokerTimeMillis());
      // As the job counts: a clock that is ahead makes nobody else late.
      long seen =
          isAppended ? Math.min(event.timeMillis(), event.brokerTimeMillis()) : event.timeMillis();
      newest = Math.max(newest, seen);
      disorder = Math.max(disorder, newest - event.timeMillis());
    }
    return disorder;
  }

  private static Event identified(Event event, String eventId) {
    Details details = event.details();
    Tags tags = details.tags();
    Tags withId = new Tags(eventId, tags.resourceKey(), tags.version(), tags.traceId());
    return new Event(
        event.group(),
        event.instance(),
        event.timeMillis(),
        event.phase(),
        event.brokerTimeMillis(),
        new Details(details.schedule(), details.run(), details.attempt(), withId));
  }
}
