package io.dephasing.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Measurements of all variants, round by round: figures are compared within a round alone. */
final class Rounds {
  private final List<Map<Variant, Measurement>> rounds = new ArrayList<>();

  /** Takes a round; each variant is in it. */
  void add(Map<Variant, Measurement> round) {
    rounds.add(Map.copyOf(round));
  }

  /** Lines for people, of jobs and poll loops; the last is the figure that the job is held to. */
  List<String> summary() {
    return List.of(
        line("lean loop / bare loop", Variant.LEAN_LOOP, Variant.BARE_LOOP),
        line("job / lean loop", Variant.JOB, Variant.LEAN_LOOP),
        "job / bare loop, without starting: "
            + ratio(Variant.JOB, Variant.BARE_LOOP, Measurement::settledEventsPerCpuSecond),
        line("job / bare loop", Variant.JOB, Variant.BARE_LOOP));
  }

  /** Lines for people, of the jobs of two builds; below 1, this one takes more CPU time. */
  List<String> comparison() {
    return List.of(
        "job / other job, without starting: "
            + ratio(Variant.JOB, Variant.OTHER_JOB, Measurement::settledEventsPerCpuSecond),
        line("job / other job", Variant.JOB, Variant.OTHER_JOB));
  }

  private String line(String label, Variant one, Variant other) {
    return label + ": " + ratio(one, other, Measurement::eventsPerCpuSecond);
  }

  private Ratio ratio(Variant one, Variant other, ToDoubleFunction<Measurement> figure) {
    return Ratio.of(
        rounds.stream().map(round -> of(round, one, figure) / of(round, other, figure)).toList());
  }

  private static double of(
      Map<Variant, Measurement> round, Variant variant, ToDoubleFunction<Measurement> figure) {
    Measurement measurement = round.get(variant);
    if (measurement == null) {
      throw new IllegalStateException("a round has no " + variant.label());
    }
    return figure.applyAsDouble(measurement);
  }
}
