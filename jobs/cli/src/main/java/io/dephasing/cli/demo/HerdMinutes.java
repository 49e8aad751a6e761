package io.dephasing.cli.demo;

import io.dephasing.schemas.Sli;
import io.dephasing.simulation.DemoFleet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The minutes of the groups that herd, as their SLI records tell them: of several revisions of a
 * minute the highest. Pure: records in, numbers out.
 */
final class HerdMinutes {
  private static final long MINUTE_MILLIS = 60_000;
  private static final long DRAWN_MILLIS = 15 * MINUTE_MILLIS;

  /** Dephased jobs are spread over two and a half minutes: less of a cycle is no cycle. */
  private static final int LEAST_MINUTES = 3;

  private final Set<String> groupKeys;
  private final Map<String, TreeMap<Long, Minute>> byGroup = new HashMap<>();
  private final Map<String, TreeMap<Long, List<Integer>>> secondsByGroup = new HashMap<>();

  /** The minutes of these groups, by canonical key. */
  HerdMinutes(Collection<String> groupKeys) {
    this.groupKeys = Set.copyOf(groupKeys);
  }

  /** One minute of one group; NaN where a measure is undefined. */
  private record Minute(
      int revision, double peakPerSecond, double dispersionIndex, double synchronizationIndex) {}

  /**
   * What a stretch of time looked like: of each cycle of each group the fullest minute, their mean.
   *
   * @param cycles how many minutes the means are over
   * @param peakPerSecond events of the fullest second
   * @param dispersionIndex of counts per second, ratio; NaN where it is undefined
   * @param synchronizationIndex ratio, 0 to 1; NaN where it is undefined
   */
  record Picture(
      int cycles, double peakPerSecond, double dispersionIndex, double synchronizationIndex) {}

  /** Takes a record in; those of other groups do not matter. */
  void add(Sli sli) {
    if (!groupKeys.contains(sli.getGroupKey())) {
      return;
    }
    Map<String, Double> measures = sli.getMeasures();
    long start = sli.getWindowStart().toEpochMilli();
    Minute minute =
        new Minute(
            sli.getRevision(),
            measures.getOrDefault("rate_peak_per_second", Double.NaN),
            measures.getOrDefault("dispersion_index", Double.NaN),
            measures.getOrDefault("synchronization_index", Double.NaN));
    Minute newest =
        byGroup
            .computeIfAbsent(sli.getGroupKey(), key -> new TreeMap<>())
            .merge(
                start,
                minute,
                (known, added) -> added.revision() >= known.revision() ? added : known);
    List<Integer> perSecond = sli.getPerSecond();
    if (newest.equals(minute) && perSecond != null) {
      keep(
          secondsByGroup.computeIfAbsent(sli.getGroupKey(), k -> new TreeMap<>()),
          start,
          perSecond);
    }
  }

  /** Seconds are only drawn, and are many: the last minutes will do. */
  private static void keep(
      SortedMap<Long, List<Integer>> minutes, long startMillis, List<Integer> perSecond) {
    minutes.put(startMillis, perSecond);
    minutes.headMap(minutes.lastKey() - DRAWN_MILLIS).clear();
  }

  /** The picture of the cycles that are scheduled in {@code [fromMillis, toMillis)}. */
  Picture picture(long fromMillis, long toMillis) {
    List<Minute> fullest = new ArrayList<>();
    for (TreeMap<Long, Minute> minutes : byGroup.values()) {
      Map<Long, List<Minute>> cycles = new HashMap<>();
      minutes
          .subMap(fromMillis, toMillis)
          .forEach(
              (start, minute) ->
                  cycles
                      .computeIfAbsent(
                          Math.floorDiv(start, DemoFleet.PERIOD_MILLIS), c -> new ArrayList<>())
                      .add(minute));
      cycles.values().stream()
          .filter(cycle -> cycle.size() >= LEAST_MINUTES)
          .forEach(cycle -> fullest.add(fullestOf(cycle)));
    }
    return new Picture(
        fullest.size(),
        mean(fullest, Minute::peakPerSecond),
        mean(fullest, Minute::dispersionIndex),
        mean(fullest, Minute::synchronizationIndex));
  }

  /**
   * The newest seconds of a group, of the last 15 minutes at most, in cells that hold the fullest
   * second of theirs.
   *
   * @param cells how many
   * @param cellSeconds seconds in a cell, a divisor of 60
   * @return events in one second, oldest first; 0 where nothing is known
   */
  int[] newest(String groupKey, int cells, int cellSeconds) {
    int[] peaks = new int[cells];
    TreeMap<Long, List<Integer>> minutes = secondsByGroup.get(groupKey);
    if (minutes == null) {
      return peaks;
    }
    int cellsOfMinute = 60 / cellSeconds;
    for (Map.Entry<Long, List<Integer>> entry : minutes.entrySet()) {
      long minutesAgo = (minutes.lastKey() - entry.getKey()) / MINUTE_MILLIS;
      List<Integer> perSecond = entry.getValue();
      for (int second = 0; second < perSecond.size(); second++) {
        long cell = cells - (minutesAgo + 1) * cellsOfMinute + second / cellSeconds;
        if (cell >= 0 && cell < cells) {
          peaks[(int) cell] = Math.max(peaks[(int) cell], perSecond.get(second));
        }
      }
    }
    return peaks;
  }

  private static Minute fullestOf(List<Minute> cycle) {
    Minute fullest = cycle.get(0);
    for (Minute minute : cycle) {
      if (minute.peakPerSecond() > fullest.peakPerSecond()) {
        fullest = minute;
      }
    }
    return fullest;
  }

  private static double mean(List<Minute> minutes, ToDoubleFunction<Minute> measure) {
    OptionalDouble mean =
        minutes.stream().mapToDouble(measure).filter(value -> !Double.isNaN(value)).average();
    return mean.orElse(Double.NaN);
  }
}
