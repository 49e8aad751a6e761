package io.dephasing.acceptance.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import io.dephasing.schemas.Sli;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Events with one a minute on each partition of each topic: without a clock, time goes on by events
 * alone.
 */
record Beacons(List<Event> events) {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long UNSETTLED_MILLIS = 180_000;

  /** Times that are all whole minutes are rounded ones, and have no peak. */
  private static final long OFF_THE_MINUTE_MILLIS = 500;

  /** These events, and the beacons that move time over them. */
  static Beacons among(List<Event> events) {
    return among(events, Long.MIN_VALUE);
  }

  /** The same with whole minutes before a time, as an earlier build has read them. */
  static Beacons among(List<Event> events, long offTheMinuteFrom) {
    long first = events.stream().mapToLong(Event::timeMillis).min().orElseThrow();
    List<Event> all = new ArrayList<>(events);
    for (long time = first; time <= lastMillis(events) + 120_000; time += 60_000) {
      for (EventKind kind : EventKind.all()) {
        all.addAll(beacons(kind, time < offTheMinuteFrom ? time : time + OFF_THE_MINUTE_MILLIS));
      }
    }
    all.sort(Comparator.comparingLong(Event::timeMillis));
    return new Beacons(all);
  }

  /** One of several parts of about the same size. */
  List<Event> part(int index, int count) {
    return events.subList(events.size() * index / count, events.size() * (index + 1) / count);
  }

  /** Waits until all windows are there that must be closed when all has been read. */
  void awaitWindows(JobFixture fixture) {
    awaitWindowsFrom(0, fixture);
  }

  /** The same for windows that do not begin before a time, ms since the epoch. */
  void awaitWindowsFrom(long fromMillis, JobFixture fixture) {
    Set<String> expected = BatchOracle.windows(settled(fromMillis)).keySet();
    await("all windows")
        .atMost(PATIENCE)
        .until(() -> fixture.published().finalSlis().keySet().containsAll(expected));
  }

  /** Each event of a closed window was counted once, and none was refused. */
  void assertEqualOracle(Published published) {
    assertEqualOracleFrom(0, published);
  }

  /** The same for windows that do not begin before a time, ms since the epoch. */
  void assertEqualOracleFrom(long fromMillis, Published published) {
    List<Sli> closed =
        published.slis().stream()
            .filter(sli -> sli.getWindowStart().toEpochMilli() >= fromMillis)
            .filter(sli -> sli.getWindowEnd().toEpochMilli() <= endMillis())
            .toList();
    OracleAssert.assertEqualsOracle(
        new Published(closed, published.alerts(), published.deadLetters()), settled(fromMillis));
    assertThat(published.deadLetters()).isEmpty();
  }

  /** No window is open before this time when all has been read, ms since the epoch. */
  long endMillis() {
    return Math.floorDiv(lastMillis(events) - UNSETTLED_MILLIS, 60_000L) * 60_000;
  }

  private List<Event> settled(long fromMillis) {
    long end = endMillis();
    return events.stream()
        .filter(event -> event.timeMillis() >= fromMillis && event.timeMillis() < end)
        .toList();
  }

  private static long lastMillis(List<Event> events) {
    return events.stream().mapToLong(Event::timeMillis).max().orElseThrow();
  }

  private static List<Event> beacons(EventKind kind, long timeMillis) {
    List<Event> beacons = new ArrayList<>();
    boolean[] reached = new boolean[JobFixture.PARTITIONS];
    for (int i = 0; i < 64; i++) {
      Event event =
          new Event(
              new GroupKey(kind, "beacon", "beacon", null),
              Instance.of("beacon-" + i),
              timeMillis,
              RunPhase.START,
              Absent.MILLIS,
              details(kind));
      int partition = Placement.BY_INSTANCE.partition(event, JobFixture.PARTITIONS);
      if (!reached[partition]) {
        reached[partition] = true;
        beacons.add(event);
      }
    }
    return beacons;
  }

  private static Details details(EventKind kind) {
    return kind == EventKind.RETRY
        ? new Details(
            Details.NONE.schedule(), Details.NONE.run(), new Attempt(1, 1_000), Details.NONE.tags())
        : Details.NONE;
  }
}
