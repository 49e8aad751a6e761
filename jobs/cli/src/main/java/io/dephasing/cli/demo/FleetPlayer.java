package io.dephasing.cli.demo;

import io.dephasing.core.event.Event;
import io.dephasing.simulation.DemoFleet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Publishes what the fleet does when the fleet's time has come; whatever is of the past, as the
 * quiet history is, at once. The first herd waits until detection is up, for the viewer wants to
 * see how soon it is found, but not so long that its alert could not resolve any more.
 */
final class FleetPlayer {
  private static final long MINUTE_MILLIS = 60_000;
  private static final long TICK_MILLIS = 20;

  private final Fleet fleet;
  private final Script script;
  private final LongSupplier wallClock;
  private final AtomicLong published = new AtomicLong();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Deque<Event> minute = new ArrayDeque<>();
  private volatile boolean isDetectionUp;
  private volatile long herdsFromMillis = FleetStory.UNDECIDED;
  private DemoFleet playing;
  private long nextMinuteMillis;

  /**
   * Who plays.
   *
   * @param groups number of groups
   * @param eventsPerSecond of all groups together, in the fleet's time
   * @param seed of all that is random
   */
  record Fleet(int groups, double eventsPerSecond, long seed) {
    /** The fleet as the story has it; stories that agree on a time give the same events there. */
    DemoFleet playing(FleetStory story) {
      return new DemoFleet(
          new DemoFleet.Settings(
              groups, eventsPerSecond, seed, story.herdsFromMillis(), story.dephasedFromMillis()));
    }
  }

  /**
   * A player that has not begun.
   *
   * @param wallClock ms since the epoch
   */
  FleetPlayer(Fleet fleet, Script script, LongSupplier wallClock) {
    this.fleet = fleet;
    this.script = script;
    this.wallClock = wallClock;
    this.playing = fleet.playing(FleetStory.QUIET);
    this.nextMinuteMillis = script.historyFromMillis();
  }

  /**
   * Plays to the end of the script, or until it is stopped.
   *
   * @param publisher takes each event when its time has come
   */
  void play(Consumer<Event> publisher) {
    try {
      long now = Long.MIN_VALUE;
      while (now < script.endMillis() && !stopped.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        now = Math.min(script.simulatedMillis(wallClock.getAsLong()), script.endMillis());
        playUntil(now, publisher);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Publishes all that has not been and happens at this time or before, ms since the epoch. */
  void playUntil(long simulatedMillis, Consumer<Event> publisher) {
    while (true) {
      while (!minute.isEmpty() && minute.getFirst().timeMillis() <= simulatedMillis) {
        publisher.accept(minute.removeFirst());
        published.incrementAndGet();
      }
      if (!minute.isEmpty() || nextMinuteMillis > simulatedMillis) {
        return;
      }
      decideOnHerds(nextMinuteMillis);
      long end = nextMinuteMillis + MINUTE_MILLIS;
      playing.events(nextMinuteMillis, end).forEachRemaining(minute::addLast);
      nextMinuteMillis = end;
    }
  }

  /** Lets herds begin at the next scheduled time. */
  void detectionIsUp() {
    isDetectionUp = true;
  }

  /** Ends {@link #play}. */
  void stop() {
    stopped.countDown();
  }

  /** How many events were handed to Kafka. */
  long published() {
    return published.get();
  }

  /** What the fleet does when, as far as it is decided. */
  FleetStory story() {
    long from = herdsFromMillis;
    return from == FleetStory.UNDECIDED
        ? FleetStory.QUIET
        : new FleetStory(from, Math.max(from, script.lastHerdMillis()) + DemoFleet.PERIOD_MILLIS);
  }

  private void decideOnHerds(long minuteMillis) {
    boolean isScheduled = minuteMillis % DemoFleet.PERIOD_MILLIS == 0;
    boolean isTime = isDetectionUp || minuteMillis >= script.lastHerdMillis();
    if (herdsFromMillis == FleetStory.UNDECIDED && isScheduled && isTime) {
      herdsFromMillis = minuteMillis;
      playing = fleet.playing(story());
    }
  }
}
