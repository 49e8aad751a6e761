package io.dephasing.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * What this process has taken since it began.
 *
 * @param wallNanos elapsed time
 * @param cpuNanos CPU time of all threads, user and system
 * @param compilerMillis elapsed time of the JIT compiler's threads
 */
record Usage(long wallNanos, long cpuNanos, long compilerMillis) {
  /** Until now. */
  static Usage now() {
    return new Usage(
        TimeUnit.MILLISECONDS.toNanos(ManagementFactory.getRuntimeMXBean().getUptime()),
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime(),
        ManagementFactory.getCompilationMXBean().getTotalCompilationTime());
  }

  /**
   * The measurement of a process whose last event was consumed now.
   *
   * @param start when the first event could be read
   */
  Measurement measurement(long events, long checksum, Usage start) {
    return new Measurement(events, checksum, wallNanos, cpuNanos, start.cpuNanos, compilerMillis);
  }
}
