package io.dephasing.benchmarks;

import java.util.Locale;
import java.util.Optional;

/**
 * What one consuming process took, from its first instruction to its last event.
 *
 * @param events that it consumed
 * @param checksum sum of their times, ms since the epoch, modulo 2^64; 0 of the job, whose SLIs are
 *     checked instead
 * @param wallNanos elapsed time since the process began
 * @param cpuNanos CPU time of the process: user and system, collector and compiler included
 * @param startCpuNanos the part of it before the first event could be read
 * @param compilerMillis elapsed time of the JIT compiler's threads
 */
record Measurement(
    long events,
    long checksum,
    long wallNanos,
    long cpuNanos,
    long startCpuNanos,
    long compilerMillis) {
  private static final String MARK = "measured";
  private static final double NANOS_PER_SECOND = 1e9;

  /** Events per second of CPU time. */
  double eventsPerCpuSecond() {
    return events * NANOS_PER_SECOND / cpuNanos;
  }

  /** The same without what starting took. */
  double settledEventsPerCpuSecond() {
    return events * NANOS_PER_SECOND / (cpuNanos - startCpuNanos);
  }

  /** As a process says it to the one that started it. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%s %d %d %d %d %d %d",
        MARK,
        events,
        checksum,
        wallNanos,
        cpuNanos,
        startCpuNanos,
        compilerMillis);
  }

  /** Reads what {@link #line} wrote; empty where the line is something else. */
  static Optional<Measurement> parse(String line) {
    String[] parts = line.split(" ", -1);
    if (parts.length != 7 || !parts[0].equals(MARK)) {
      return Optional.empty();
    }
    return Optional.of(
        new Measurement(
            Long.parseLong(parts[1]),
            Long.parseLong(parts[2]),
            Long.parseLong(parts[3]),
            Long.parseLong(parts[4]),
            Long.parseLong(parts[5]),
            Long.parseLong(parts[6])));
  }

  /** The row of a table under {@link #HEADER}. */
  String row(int round, Variant variant) {
    return String.format(
        Locale.ROOT,
        "%5d  %-9s %,13d %8.1f %8.1f %8.1f %11.1f %17.0f",
        round,
        variant.label(),
        events,
        wallNanos / NANOS_PER_SECOND,
        cpuNanos / NANOS_PER_SECOND,
        startCpuNanos / NANOS_PER_SECOND,
        compilerMillis / 1e3,
        eventsPerCpuSecond());
  }

  /** What the columns of {@link #row} are. */
  static final String HEADER =
      "round  variant          events   wall s    CPU s  start s  compiler s  events/CPU-second";
}
