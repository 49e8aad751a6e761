package io.dephasing.connectors.kafka;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventFields;
import io.dephasing.formats.event.Decoded;
import io.dephasing.formats.event.Refusal;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which event times can be true, one event at a time: a wild one is refused and harms nobody else
 * (METHOD 9.8).
 *
 * @param clock stands in for an unknown broker time
 * @param lateAfterMillis an event that is older than this when it is sent is late, ms
 * @param maxAgeMillis an event that is older than this is none, ms
 */
record EventTimes(EventClock clock, long lateAfterMillis, long maxAgeMillis)
    implements Serializable {
  /** No clock is further ahead: 10 min (DESIGN 3). */
  private static final long FAR_FUTURE_MILLIS = 600_000;

  /** 2000-01-01, UTC: nobody had events to dephase before, but many clocks say so. */
  private static final long FIRST_MILLIS = 946_684_800_000L;

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** Of events of any age, from the year 2000 on. */
  static EventTimes of(EventClock clock, long lateAfterMillis) {
    return new EventTimes(clock, lateAfterMillis, Long.MAX_VALUE);
  }

  /** The same for events that are no older than that, ms. */
  EventTimes within(long ageMillis) {
    return new EventTimes(clock, lateAfterMillis, ageMillis);
  }

  /** The broker's time of the event, else the clock's; ms since the epoch. */
  long nowMillis(EventFields event) {
    return Absent.isGiven(event.brokerTimeMillis()) ? event.brokerTimeMillis() : clock.nowMillis();
  }

  /**
   * Why the event's time cannot be true; null where it can.
   *
   * @param nowMillis from {@link #nowMillis}
   */
  Decoded.@Nullable Refused refusal(EventFields event, long nowMillis) {
    long timeMillis = event.timeMillis();
    boolean isAppendKnown = Absent.isGiven(event.brokerTimeMillis());
    String now = isAppendKnown ? "broker's time" : "clock";
    if (timeMillis < FIRST_MILLIS) {
      return beforeFirst(timeMillis);
    }
    if (timeMillis - FAR_FUTURE_MILLIS > nowMillis) {
      return farFuture(timeMillis, nowMillis, now);
    }
    boolean isNowKnown = nowMillis != Long.MAX_VALUE;
    if (isNowKnown && timeMillis < nowMillis - maxAgeMillis) {
      return farPast(
          "eventTime is %d ms behind the %s, time.max-age allows %d ms"
              .formatted(nowMillis - timeMillis, now, maxAgeMillis),
          Absent.MILLIS);
    }
    return null;
  }

  /**
   * The same where a file says nothing of when its events were delivered: what follows in it tells
   * what cannot have happened yet, but not what is too old, for a file may have days without any.
   *
   * @param deliveredMillis estimate of when the event was delivered, ms since the epoch; 0 or less
   *     where there is none
   */
  static Decoded.@Nullable Refused refusalByEstimate(EventFields event, long deliveredMillis) {
    long timeMillis = event.timeMillis();
    if (timeMillis < FIRST_MILLIS) {
      return beforeFirst(timeMillis);
    }
    boolean isEstimated = deliveredMillis > 0;
    return isEstimated && timeMillis - FAR_FUTURE_MILLIS > deliveredMillis
        ? farFuture(timeMillis, deliveredMillis, "lines that follow it")
        : null;
  }

  private static Decoded.Refused beforeFirst(long timeMillis) {
    return farPast("eventTime %d is before the year 2000".formatted(timeMillis), timeMillis * 1000);
  }

  private static Decoded.Refused farFuture(long timeMillis, long nowMillis, String now) {
    boolean isMicros = Math.abs(timeMillis / 1000 - nowMillis) < DAY_MILLIS;
    return new Decoded.Refused(
        "far future: eventTime is %d ms ahead of the %s%s"
            .formatted(
                timeMillis - nowMillis,
                now,
                isMicros ? "; is it microseconds, not milliseconds?" : ""),
        Refusal.FAR_FUTURE);
  }

  /** What people may have meant is told where it makes sense. */
  private static Decoded.Refused farPast(String what, long asSecondsMillis) {
    boolean isSeconds = asSecondsMillis >= FIRST_MILLIS;
    return new Decoded.Refused(
        "far past: " + what + (isSeconds ? "; is it seconds, not milliseconds?" : ""),
        Refusal.FAR_PAST);
  }

  /**
   * How far an event moves its partition's time: no further than its broker's time, or the clock.
   *
   * @param nowMillis from {@link #nowMillis}
   * @param sentMillis what the producer says of when it sent the record; absent where it says
   *     nothing
   * @return ms since the epoch; absent where the event was late already when it was sent
   */
  long cappedMillis(EventFields event, long nowMillis, long sentMillis) {
    boolean wasLate =
        Absent.isGiven(sentMillis)
            && event.timeMillis() < Math.min(sentMillis, nowMillis) - lateAfterMillis;
    return wasLate ? Absent.MILLIS : Math.min(event.timeMillis(), nowMillis);
  }
}
