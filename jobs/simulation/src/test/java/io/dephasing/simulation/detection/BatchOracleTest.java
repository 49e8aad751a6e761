package io.dephasing.simulation.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Warmth;
import io.dephasing.core.group.JobOutcome;
import io.dephasing.core.group.PureJob;
import io.dephasing.core.group.Reading;
import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.DistinctInstances;
import io.dephasing.core.slice.Slice;
import io.dephasing.simulation.Scenarios;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The SLIs of a run against a plain loop over the same events, with formulas of its own. */
class BatchOracleTest {
  private static final double RELATIVE = 1e-9;

  /** Five standard errors of a sketch; a minute is exact unless one of its seconds is a sketch. */
  private static final double SKETCHED = 5 * 0.034;

  private static final int SECONDS = 60;
  private static final List<Integer> WIDTHS = List.of(2, 5, 15, 60);

  @ParameterizedTest
  @EnumSource(
      names = {
        "CACHE_STAMPEDE",
        "RETRY_STORM",
        "REMEDIATION_STORM",
        "JITTERED_FLEET",
        "HERD_THEN_DEPHASED"
      })
  void published_measures_are_those_of_a_plain_loop(Scenarios scenario) {
    List<Event> events = scenario.play(Scenarios.DEFAULT_SEED).events().events();
    Map<JobOutcome.Place, WindowSli> published =
        PureJob.run(events, Reading.AS_DELIVERED).finalSlis();
    Map<GroupKey, Map<Long, List<Event>>> byGroup = byGroupAndMinute(events);

    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (Map.Entry<GroupKey, Map<Long, List<Event>>> group : byGroup.entrySet()) {
      for (Map.Entry<Long, List<Event>> minute : group.getValue().entrySet()) {
        JobOutcome.Place place =
            new JobOutcome.Place(group.getKey().canonical(), minute.getKey() * Slice.LENGTH_MILLIS);
        assertThat(published).containsKey(place);
        WindowSli sli = published.getOrDefault(place, published.values().iterator().next());
        expected(minute.getValue())
            .forEach((measure, value) -> compare(sli, measure, value, differences));
        compareScan(sli, minute.getKey(), group.getValue(), differences);
        compared++;
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(50);
  }

  private static Map<GroupKey, Map<Long, List<Event>>> byGroupAndMinute(List<Event> events) {
    Map<GroupKey, Map<Long, List<Event>>> byGroup = new HashMap<>();
    for (Event event : events) {
      GroupKey own = event.group();
      for (GroupKey group : List.of(own, own.serviceRollUp(), own.kindRollUp())) {
        byGroup
            .computeIfAbsent(group, key -> new TreeMap<>())
            .computeIfAbsent(event.timeMillis() / Slice.LENGTH_MILLIS, key -> new ArrayList<>())
            .add(event);
      }
    }
    return byGroup;
  }

  private static void compare(WindowSli sli, Measure measure, double expected, List<String> to) {
    double actual = sli.measures().value(measure);
    boolean isOf = measure.isOf(sli.group().kind());
    double wanted = isOf ? expected : Double.NaN;
    boolean isSketched = measure == Measure.INSTANCES && wanted > DistinctInstances.EXACT_LIMIT;
    double tolerance = isSketched ? SKETCHED : RELATIVE;
    boolean isSame =
        Double.compare(actual, wanted) == 0
            || Math.abs(actual - wanted) <= tolerance * Math.max(1, Math.abs(wanted));
    if (!isSame) {
      to.add("%s %s: %s, not %s".formatted(sli.group(), measure.id(), actual, wanted));
    }
  }

  private static Map<Measure, Double> expected(List<Event> events) {
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    List<Event> starts = events.stream().filter(e -> e.phase() == RunPhase.START).toList();
    double n = starts.size();
    values.put(Measure.EVENTS, n);
    values.put(Measure.INSTANCES, (double) distinct(starts).size());
    values.put(Measure.LATE_EVENTS, 0.0);
    putTimes(starts, values);
    putRates(starts, values);
    putSchedules(starts, values);
    putRuns(events, starts, values);
    values.put(
        Measure.RETRY_DEPTH_MEAN,
        ratio(
            n, (double) starts.stream().filter(e -> e.details().attempt().number() == 1).count()));
    return values;
  }

  private static void putTimes(List<Event> starts, Map<Measure, Double> values) {
    double n = starts.size();
    double mean = starts.stream().mapToDouble(BatchOracleTest::second).sum() / n;
    double squares = starts.stream().mapToDouble(e -> Math.pow(second(e) - mean, 2)).sum();
    double stddev = n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1));
    values.put(Measure.SPREAD_STDDEV_SECONDS, stddev);
    values.put(Measure.SPREAD_RATIO, stddev / (SECONDS / Math.sqrt(12)));
    values.put(
        Measure.WHOLE_SECOND_RATIO,
        ratio((double) starts.stream().filter(e -> e.timeMillis() % 1000 == 0).count(), n));
  }

  private static double second(Event event) {
    return event.timeMillis() % Slice.LENGTH_MILLIS / 1e3;
  }

  private static void putRates(List<Event> starts, Map<Measure, Double> values) {
    int[] counts = new int[SECONDS];
    starts.forEach(e -> counts[(int) second(e)]++);
    double mean = starts.size() / (double) SECONDS;
    int[] sorted = counts.clone();
    Arrays.sort(sorted);
    double peak = sorted[SECONDS - 1];
    double variance =
        Arrays.stream(counts).mapToDouble(c -> (c - mean) * (c - mean)).sum() / (SECONDS - 1);
    values.put(Measure.RATE_MEAN_PER_SECOND, mean);
    values.put(Measure.RATE_P95_PER_SECOND, (double) sorted[56]);
    values.put(Measure.RATE_PEAK_PER_SECOND, peak);
    values.put(Measure.RATE_PEAK_TO_MEAN_RATIO, ratio(peak, mean));
    values.put(Measure.DISPERSION_INDEX, starts.size() < 2 ? Double.NaN : variance / mean);
  }

  private static void putSchedules(List<Event> starts, Map<Measure, Double> values) {
    double n = starts.size();
    List<Schedule> schedules = starts.stream().map(e -> e.details().schedule()).toList();
    List<Long> offsets =
        schedules.stream().map(Schedule::appliedOffsetMillis).filter(Absent::isGiven).toList();
    long planned = schedules.stream().filter(s -> Absent.isGiven(s.scheduledTimeMillis())).count();
    values.put(Measure.OFFSET_MISSING_RATIO, ratio(n - offsets.size(), n));
    values.put(
        Measure.OFFSET_ZERO_RATIO,
        ratio((double) offsets.stream().filter(offset -> offset == 0).count(), offsets.size()));
    values.put(Measure.SCHEDULE_MISSING_RATIO, ratio(n - planned, n));
  }

  private static void putRuns(List<Event> events, List<Event> starts, Map<Measure, Double> values) {
    Map<RunOutcome, Integer> outcomes = new EnumMap<>(RunOutcome.class);
    for (Event event : events) {
      RunOutcome outcome = event.details().run().outcome();
      if (event.phase() == RunPhase.END && outcome != null && outcome != RunOutcome.UNKNOWN) {
        outcomes.merge(outcome, 1, Integer::sum);
      }
    }
    double failed =
        outcomes.getOrDefault(RunOutcome.FAILURE, 0) + outcomes.getOrDefault(RunOutcome.TIMEOUT, 0);
    values.put(
        Measure.FAILURE_RATIO, ratio(failed, outcomes.values().stream().mapToInt(i -> i).sum()));
    double warm = starts.stream().filter(e -> e.details().run().warmth() == Warmth.WARM).count();
    double cold = starts.stream().filter(e -> e.details().run().warmth() == Warmth.COLD).count();
    values.put(Measure.WARM_START_RATIO, ratio(warm, warm + cold));
  }

  private static double ratio(double part, double whole) {
    return whole == 0 ? Double.NaN : part / whole;
  }

  private static Set<String> distinct(List<Event> starts) {
    Set<String> ids = new HashSet<>();
    starts.forEach(e -> ids.add(e.instance().id()));
    return ids;
  }

  /** The best position's size is the most distinct instances of some width, lead-in included. */
  private static void compareScan(
      WindowSli sli, long minute, Map<Long, List<Event>> minutes, List<String> to) {
    Map<Long, Set<String>> bySecond = new HashMap<>();
    boolean isSketched = false;
    for (long m = minute - 1; m <= minute; m++) {
      for (Event event : minutes.getOrDefault(m, List.of())) {
        if (event.phase() == RunPhase.START) {
          Set<String> ids =
              bySecond.computeIfAbsent(event.timeMillis() / 1000, s -> new HashSet<>());
          ids.add(event.instance().id());
          isSketched |= ids.size() > DistinctInstances.EXACT_LIMIT;
        }
      }
    }
    Set<Double> sizes = new HashSet<>();
    for (int width : WIDTHS) {
      sizes.add(most(bySecond, minute * SECONDS, width));
    }
    double size = sli.measures().value(Measure.HERD_SIZE);
    if (!isSketched && !sizes.contains(size)) {
      to.add("%s herd_size: %s, none of %s".formatted(sli.group(), size, sizes));
    }
  }

  private static double most(Map<Long, Set<String>> bySecond, long first, int width) {
    int most = 0;
    for (long end = first; end < first + SECONDS; end++) {
      Set<String> ids = new HashSet<>();
      for (long second = end - width + 1; second <= end; second++) {
        ids.addAll(bySecond.getOrDefault(second, Set.of()));
      }
      most = Math.max(most, ids.size());
    }
    return most;
  }
}
