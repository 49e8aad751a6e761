package io.dephasing.benchmarks.hot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What simple forms take for what ours takes, round by round. A simple form has the name of ours,
 * then {@code Simple}, then perhaps more.
 */
final class StructureRatios {
  private static final String SIMPLE = "Simple";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** By benchmark and parameters, one value a round. */
  private final Map<String, Figures> figures = new TreeMap<>();

  /** Time and bytes of each round. */
  private record Figures(List<Double> micros, List<Double> bytes) {
    Figures() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private StructureRatios() {}

  /** Of what these rounds measured. */
  static StructureRatios of(List<Collection<RunResult>> rounds) {
    StructureRatios ratios = new StructureRatios();
    rounds.forEach(round -> round.forEach(ratios::add));
    return ratios;
  }

  private void add(RunResult result) {
    Figures known = figures.computeIfAbsent(name(result.getParams()), name -> new Figures());
    known.micros.add(result.getPrimaryResult().getScore());
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    known.bytes.add(allocated == null ? Double.NaN : allocated.getScore());
  }

  /** Class, method and parameters. */
  private static String name(BenchmarkParams params) {
    String path = params.getBenchmark();
    int method = path.lastIndexOf('.');
    String name = path.substring(path.lastIndexOf('.', method - 1) + 1);
    StringBuilder values = new StringBuilder();
    params.getParamsKeys().forEach(key -> values.append(' ').append(params.getParam(key)));
    return name + values;
  }

  /** As a table. */
  Stream<String> lines() {
    Stream<String> rows =
        figures.keySet().stream().filter(name -> name.contains(SIMPLE)).map(this::row);
    return Stream.concat(
        Stream.of(
            "",
            "| simple form | us, ours | us, simple | simple / ours | bytes, ours | bytes, simple |",
            "| --- | --- | --- | --- | --- | --- |"),
        rows);
  }

  private String row(String name) {
    Figures simple = figures.getOrDefault(name, new Figures());
    Figures ours = figures.getOrDefault(ours(name), new Figures());
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < Math.min(ours.micros.size(), simple.micros.size()); round++) {
      ratios.add(simple.micros.get(round) / ours.micros.get(round));
    }
    return String.format(
        Locale.ROOT,
        "| `%s` | %.2f | %.2f | %.2f (%.2f to %.2f) | %,.0f | %,.0f |",
        name,
        median(ours.micros),
        median(simple.micros),
        median(ratios),
        ratios.stream().mapToDouble(ratio -> ratio).min().orElse(Double.NaN),
        ratios.stream().mapToDouble(ratio -> ratio).max().orElse(Double.NaN),
        median(ours.bytes),
        median(simple.bytes));
  }

  /** The name of what a simple form stands beside. */
  private static String ours(String name) {
    int space = name.indexOf(' ');
    String values = space < 0 ? "" : name.substring(space);
    return name.substring(0, name.lastIndexOf(SIMPLE)) + values;
  }

  /** NaN of none; of an even number the mean of the two in the middle. */
  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int size = sorted.size();
    return size == 0 ? Double.NaN : (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }
}
