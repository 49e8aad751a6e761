package io.dephasing.simulation.detection;

import io.dephasing.core.event.Event;
import io.dephasing.simulation.TimedEvents;
import io.dephasing.simulation.TimedEvents.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What happens to events on their way: some clocks are ahead of the broker's, some events come too
 * late to be on time, a few too late to be accepted.
 */
final class Disturbance {
  private static final double FAST_CLOCKS = 0.04;
  private static final double NOT_ON_TIME = 0.03;
  private static final double LATE = 0.002;
  private static final int SHIPPERS = 7;

  private Disturbance() {}

  static List<Event> of(TimedEvents events, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Delivery> disturbed = new ArrayList<>(events.size());
    for (Delivery delivery : events.deliveries()) {
      long delivered = delivery.deliveredAtMillis() + delayMillis(random);
      disturbed.add(new Delivery(delivered, seen(delivery.event(), delivered, seed)));
    }
    return TimedEvents.of(disturbed).events();
  }

  /** Sent by shippers, in order, each so many seconds: from 1 to 60. */
  static List<Event> inBatches(TimedEvents events, long seed) {
    List<Delivery> shipped = new ArrayList<>(events.size());
    for (Delivery delivery : events.deliveries()) {
      int shipper = Math.floorMod(delivery.event().instance().hash(), SHIPPERS);
      long everyMillis = 1_000 + new SplittableRandom(seed + shipper).nextLong(59_000);
      long shippedAt = (Math.floorDiv(delivery.deliveredAtMillis(), everyMillis) + 1) * everyMillis;
      shipped.add(new Delivery(shippedAt, appended(delivery.event(), shippedAt)));
    }
    return TimedEvents.of(shipped).events();
  }

  private static Event appended(Event event, long brokerMillis) {
    return new Event(
        event.group(),
        event.instance(),
        event.timeMillis(),
        event.phase(),
        brokerMillis,
        event.details());
  }

  private static long delayMillis(SplittableRandom random) {
    double fate = random.nextDouble();
    if (fate < LATE) {
      return random.nextLong(130_000, 900_000);
    }
    return fate < LATE + NOT_ON_TIME ? random.nextLong(2_000, 58_000) : 0;
  }

  /** With the broker's time, and the clock of the instance. */
  private static Event seen(Event event, long brokerMillis, long seed) {
    SplittableRandom clock = new SplittableRandom(seed * 31 + event.instance().hash());
    long aheadMillis = clock.nextDouble() < FAST_CLOCKS ? clock.nextLong(1_000, 40_000) : 0;
    return new Event(
        event.group(),
        event.instance(),
        event.timeMillis() + aheadMillis,
        event.phase(),
        brokerMillis,
        event.details());
  }
}
