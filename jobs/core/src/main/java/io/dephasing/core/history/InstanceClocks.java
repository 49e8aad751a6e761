package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.Clocks;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The least broker time - event time of single instances (METHOD 5.4), over their last {@value
 * #ENOUGH} to twice as many events, so that a clock that was set right is seen to be. {@value
 * #MOST} instances with the smallest hashes, and those furthest ahead whatever their hash. Who was
 * absent for a day is forgotten.
 */
public final class InstanceClocks implements HistoryPart {
  /** Events that a comparison of instances wants: the least delay is in them. */
  public static final int ENOUGH = 20;

  /** A block that fills tells from so many on how events are delivered now. */
  private static final int FEW = 5;

  private static final int MOST = 96;

  /** 2^-16: three of 96 draws are so far out once in a billion times. */
  private static final long MEDIANS_BY_CHANCE = 16;

  private static final int MOST_AHEAD = 16;
  private static final long FORGOTTEN_AFTER = 1440;

  private final TreeMap<Integer, Clock> sample = new TreeMap<>();
  private final TreeMap<Integer, Ahead> ahead = new TreeMap<>();

  /** Two blocks of at least {@link #ENOUGH} events: the one that fills, and the full one. */
  private record Clock(
      long lastSlice, long events, long leastMillis, long fullEvents, long fullLeastMillis) {
    Clock with(long slice, long more, long least) {
      Clock open =
          events >= ENOUGH
              ? new Clock(slice, 0, Long.MAX_VALUE, events, leastMillis)
              : new Clock(slice, events, leastMillis, fullEvents, fullLeastMillis);
      return new Clock(
          slice,
          open.events + more,
          Math.min(open.leastMillis, least),
          open.fullEvents,
          open.fullLeastMillis);
    }

    long allEvents() {
      return events + fullEvents;
    }

    long allLeastMillis() {
      return Math.min(leastMillis, fullLeastMillis);
    }

    /** Of the block that fills, once it tells something. */
    long latestLeastMillis() {
      return events >= FEW || fullEvents == 0 ? leastMillis : fullLeastMillis;
    }
  }

  private record Ahead(long lastSlice, long leastMillis) {}

  void add(long slice, Clocks clocks) {
    if (clocks.isEmpty()) {
      return;
    }
    clocks.forEach(
        (hash, events, least) -> sample.merge(hash, first(slice, events, least), this::join));
    clocks.forEachAhead((hash, events, least) -> ahead.put(hash, new Ahead(slice, least)));
    sample.values().removeIf(clock -> clock.lastSlice < slice - FORGOTTEN_AFTER);
    ahead.values().removeIf(each -> each.lastSlice < slice - FORGOTTEN_AFTER);
    while (sample.size() > MOST) {
      sample.pollLastEntry();
    }
    while (ahead.size() > MOST_AHEAD) {
      dropLeastAhead();
    }
  }

  private static Clock first(long slice, long events, long least) {
    return new Clock(slice, events, least, 0, Long.MAX_VALUE);
  }

  private Clock join(Clock known, Clock added) {
    return known.with(added.lastSlice, added.events, added.leastMillis);
  }

  private void dropLeastAhead() {
    int dropped = ahead.firstKey();
    long least = Long.MIN_VALUE;
    for (Map.Entry<Integer, Ahead> entry : ahead.entrySet()) {
      if (entry.getValue().leastMillis > least) {
        least = entry.getValue().leastMillis;
        dropped = entry.getKey();
      }
    }
    ahead.remove(dropped);
  }

  /** Instances that are followed, sampled or ahead. */
  public int instances() {
    int others = 0;
    for (Integer hash : ahead.keySet()) {
      others += sample.containsKey(hash) ? 0 : 1;
    }
    return sample.size() + others;
  }

  /**
   * Hashes of the instances whose least broker time - event time is below this: proven ahead of the
   * broker.
   */
  public List<Integer> provenAhead(long limitMillis) {
    TreeSet<Integer> proven = new TreeSet<>();
    sample.forEach(
        (hash, clock) -> {
          if (clock.allLeastMillis() < -limitMillis) {
            proven.add(hash);
          }
        });
    ahead.forEach(
        (hash, clock) -> {
          if (!sample.containsKey(hash) && clock.leastMillis < -limitMillis) {
            proven.add(hash);
          }
        });
    return List.copyOf(proven);
  }

  /**
   * Hashes of the instances of at least {@link #ENOUGH} events whose least is above the median of
   * such instances by more than this, and further above the least of all than as many draws from
   * one exponential are by chance: where delivery is batched, leasts are far apart. The median is
   * that of their latest events: when all begin to send in batches, those whose earlier events are
   * forgotten first are not behind. Nobody below {@code fewest} of them.
   */
  public List<Integer> behindMedian(long limitMillis, int fewest) {
    List<Clock> compared =
        sample.values().stream().filter(clock -> clock.allEvents() >= ENOUGH).toList();
    if (compared.size() < fewest) {
      return List.of();
    }
    long[] latest = compared.stream().mapToLong(Clock::latestLeastMillis).sorted().toArray();
    long median = latest[latest.length / 2];
    long least = compared.stream().mapToLong(Clock::allLeastMillis).min().orElseThrow();
    long chance = least + MEDIANS_BY_CHANCE * (median - least);
    long most = Math.max(median + limitMillis, chance);
    return sample.entrySet().stream()
        .filter(entry -> entry.getValue().allEvents() >= ENOUGH)
        .filter(entry -> entry.getValue().allLeastMillis() > most)
        .map(Map.Entry::getKey)
        .toList();
  }

  private long newestSlice() {
    long newest = 0;
    for (Clock clock : sample.values()) {
      newest = Math.max(newest, clock.lastSlice);
    }
    for (Ahead each : ahead.values()) {
      newest = Math.max(newest, each.lastSlice);
    }
    return newest;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    long newest = newestSlice();
    Varints.writeSigned(out, newest);
    Varints.write(out, sample.size());
    for (Map.Entry<Integer, Clock> entry : sample.entrySet()) {
      Clock clock = entry.getValue();
      out.writeInt(entry.getKey());
      Varints.write(out, newest - clock.lastSlice);
      Varints.write(out, clock.events);
      Varints.writeSigned(out, clock.leastMillis);
      Varints.write(out, clock.fullEvents);
      if (clock.fullEvents > 0) {
        Varints.writeSigned(out, clock.fullLeastMillis);
      }
    }
    Varints.write(out, ahead.size());
    for (Map.Entry<Integer, Ahead> entry : ahead.entrySet()) {
      out.writeInt(entry.getKey());
      Varints.write(out, newest - entry.getValue().lastSlice);
      Varints.writeSigned(out, entry.getValue().leastMillis);
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    long newest = Varints.readSigned(in);
    for (int left = Varints.readInt(in); left > 0; left--) {
      int hash = in.readInt();
      long last = newest - Varints.read(in);
      long events = Varints.read(in);
      long least = Varints.readSigned(in);
      long full = Varints.read(in);
      long fullLeast = full > 0 ? Varints.readSigned(in) : Long.MAX_VALUE;
      sample.put(hash, new Clock(last, events, least, full, fullLeast));
    }
    for (int left = Varints.readInt(in); left > 0; left--) {
      int hash = in.readInt();
      ahead.put(hash, new Ahead(newest - Varints.read(in), Varints.readSigned(in)));
    }
  }
}
