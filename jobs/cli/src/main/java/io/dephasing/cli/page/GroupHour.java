package io.dephasing.cli.page;

import io.dephasing.core.event.GroupKey;
import io.dephasing.schemas.Sli;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The last hour of one group. Of several revisions of a minute the highest holds. */
final class GroupHour {
  /** Minutes that are kept. */
  static final int MINUTES = 60;

  /** Seconds of which no SLI has come yet that are kept. */
  static final int OPEN_SECONDS = 300;

  private final GroupKey key;
  private final Dots dots = new Dots();
  private final TreeMap<Long, Minute> minutes = new TreeMap<>();
  private final TreeMap<Long, Long> changes = new TreeMap<>();
  private final TreeMap<Long, Integer> openSeconds = new TreeMap<>();
  private long closedUntilSecond = Long.MIN_VALUE;
  private long lastChange;

  /** A group of which nothing is known. */
  GroupHour(GroupKey key) {
    this.key = key;
  }

  GroupKey key() {
    return key;
  }

  /** Takes a record of the group in. */
  void add(Sli sli, long change) {
    Minute minute = Minute.of(sli);
    Minute known = minutes.get(minute.startMillis());
    if (known != null && known.revision() > minute.revision()) {
      return;
    }
    minutes.put(minute.startMillis(), minute);
    changes.put(minute.startMillis(), change);
    lastChange = change;
    if (minutes.size() > MINUTES) {
      changes.remove(minutes.pollFirstEntry().getKey());
    }
    closedUntilSecond = Math.max(closedUntilSecond, minute.endMillis() / 1000);
    openSeconds.headMap(closedUntilSecond).clear();
  }

  /** Takes a start of the group in. */
  void add(int instanceHash, long atMillis, long change) {
    dots.add(instanceHash, atMillis, change);
    lastChange = change;
    long second = Math.floorDiv(atMillis, 1000L);
    if (second >= closedUntilSecond) {
      openSeconds.merge(second, 1, Integer::sum);
      if (openSeconds.size() > OPEN_SECONDS) {
        openSeconds.pollFirstEntry();
      }
    }
  }

  /** Number of the last change of the model that was about this group. */
  long lastChange() {
    return lastChange;
  }

  /** All minutes, the oldest first. */
  Collection<Minute> minutes() {
    return minutes.values();
  }

  /** The minutes that begin in a stretch of time, the oldest first. */
  Collection<Minute> minutes(long fromMillis, long toMillis) {
    return fromMillis >= toMillis ? List.of() : minutes.subMap(fromMillis, toMillis).values();
  }

  /** The minutes that came after a change of the model, the oldest first. */
  Collection<Minute> minutesSince(long change) {
    return minutes.values().stream()
        .filter(m -> changes.getOrDefault(m.startMillis(), 0L) > change)
        .toList();
  }

  /** Starts in each second of which no SLI has come yet: second since the epoch, count. */
  NavigableMap<Long, Integer> openSeconds() {
    return openSeconds;
  }

  Dots dots() {
    return dots;
  }
}
