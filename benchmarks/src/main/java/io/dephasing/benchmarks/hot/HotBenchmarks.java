package io.dephasing.benchmarks.hot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Each hot structure against its simple form. A round runs every benchmark once, each in a JVM of
 * its own: figures of one round are minutes apart at most, so that a machine that others slow down
 * favours none. At the end a table of ratios.
 */
public final class HotBenchmarks {
  private static final int ROUNDS = 5;

  private HotBenchmarks() {}

  /**
   * Measures.
   *
   * @param arguments as JMH takes them; forks are rounds
   */
  public static void main(String[] arguments) {
    try {
      CommandLineOptions given = new CommandLineOptions(arguments);
      if (given.shouldHelp()) {
        given.showHelp();
      } else if (given.shouldList()) {
        new Runner(given).list();
      } else {
        measure(given);
      }
    } catch (NoBenchmarksException e) {
      fail("no benchmark has such a name; benchmarks/run hot -l lists them");
    } catch (CommandLineOptionException | RunnerException | IOException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }

  private static void fail(String why) {
    System.err.println("benchmarks/run: " + why);
    System.exit(2);
  }

  private static void measure(CommandLineOptions given) throws RunnerException {
    List<Collection<RunResult>> rounds = new ArrayList<>();
    for (int round = given.getForkCount().orElse(ROUNDS); round > 0; round--) {
      rounds.add(new Runner(once(given).build()).run());
    }
    StructureRatios.of(rounds).lines().forEach(System.out::println);
  }

  private static ChainedOptionsBuilder once(CommandLineOptions given) {
    ChainedOptionsBuilder once =
        new OptionsBuilder().parent(given).forks(1).addProfiler(GCProfiler.class);
    // As bin/dephase has them: inlining is bounded there, and that is half of what is measured.
    return given.getJvmArgs().hasValue()
        ? once
        : once.jvmArgs("-Xms1g", "-Xmx1g", "@config/jvm.options");
  }
}
