package io.dephasing.acceptance.job;

import static io.dephasing.acceptance.job.ExportRecords.MINUTE_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import io.dephasing.acceptance.process.PrometheusProcess;
import io.dephasing.core.sli.Measure;
import io.dephasing.schemas.Sli;
import io.dephasing.topology.Options;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code benchmarks/run export}: measures, and prints, how long after its publication a window is
 * visible, and what windows of many groups cost. No check runs it, for it is about time.
 */
class ExportLoad {
  private static final int GROUPS = Integer.getInteger("export.groups", 500);
  private static final int WINDOWS = Integer.getInteger("export.windows", 4);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path folder;

  @Test
  void windows_are_visible_soon() throws Exception {
    long firstEndMillis = ExportRecords.lastEndMillis() - 2L * (WINDOWS + 30) * MINUTE_MILLIS;
    try (TestBroker broker = TestBroker.start();
        PrometheusProcess prometheus = PrometheusProcess.start(folder.resolve("prometheus"));
        ExportFixture fixture =
            new ExportFixture(broker.bootstrapServers(), "load", folder.resolve("state"))) {
      JobClient job =
          ExportFixture.start(
              fixture
                  .settings()
                  .with(Options.CHECKPOINT_INTERVAL, "10 s")
                  .with(Options.PROMETHEUS_SERIES, "10000000")
                  .with(Options.PROMETHEUS_URL, prometheus.uri().toString()));
      try {
        for (int window = 0; window < WINDOWS; window++) {
          load(fixture, prometheus, firstEndMillis + window * MINUTE_MILLIS);
        }
        assertThat(largestDelayMillis(fixture, prometheus, firstEndMillis)).isLessThan(5_000);
      } finally {
        job.cancel().get();
      }
    }
  }

  private static void load(ExportFixture fixture, PrometheusProcess prometheus, long endMillis)
      throws Exception {
    List<Sli> slis = slis(endMillis);
    long cpuBefore = cpuMillis();
    long before = System.nanoTime();
    fixture.publishSlis(slis);
    await("all groups")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> visible(prometheus, endMillis) == GROUPS);
    System.out.printf(
        "a window of %,d groups, %,d samples: visible after %.1f s, %.1f CPU-seconds of job, broker"
            + " and test together%n",
        GROUPS,
        samples(prometheus, endMillis),
        (System.nanoTime() - before) / 1e9,
        (cpuMillis() - cpuBefore) / 1e3);
  }

  /** One window after the other, each seen before the next: ms from publication to visibility. */
  private static long largestDelayMillis(
      ExportFixture fixture, PrometheusProcess prometheus, long firstEndMillis) throws Exception {
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      long endMillis = firstEndMillis + (WINDOWS + i) * MINUTE_MILLIS;
      long before = System.nanoTime();
      fixture.publish(sli(0, endMillis));
      await("a window")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> visible(prometheus, endMillis) == 1);
      delays.add((System.nanoTime() - before) / 1_000_000);
    }
    List<Long> sorted = delays.stream().sorted().toList();
    System.out.printf(
        "published to visible, one group at a time: p50 %d ms, largest %d ms%n",
        sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    return sorted.get(sorted.size() - 1);
  }

  private static List<Sli> slis(long endMillis) {
    List<Sli> slis = new ArrayList<>();
    for (int group = 0; group < GROUPS; group++) {
      slis.add(sli(group, endMillis));
    }
    return slis;
  }

  /** Every measure and structure that a group of jobs may have. */
  private static Sli sli(int group, long endMillis) {
    Map<String, Double> measures = new HashMap<>();
    for (Measure measure : Measure.all()) {
      measures.put(measure.id(), group + endMillis % 1_000_000 / 1e6);
    }
    Sli sli =
        ExportRecords.sli(
            ExportRecords.group("service-" + group % 100, "group-" + group),
            endMillis,
            0,
            measures);
    sli.setPerSecond(Collections.nCopies(60, group % 7));
    sli.setOutcomes(
        Map.of("success", 40L, "failure", 1L, "timeout", 0L, "cancelled", 0L, "unknown", 2L));
    return sli;
  }

  private static int visible(PrometheusProcess prometheus, long endMillis) {
    return value(
        prometheus.query("count(last_over_time(dephasing_whole_second_ratio[10s]))", endMillis));
  }

  private static int samples(PrometheusProcess prometheus, long endMillis) {
    return value(
        prometheus.query("count(last_over_time({__name__=~\"dephasing_.+\"}[10s]))", endMillis));
  }

  private static int value(JsonNode result) {
    return result.isEmpty() ? 0 : (int) result.get(0).path("value").get(1).asDouble();
  }

  private static long cpuMillis() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1_000_000;
  }
}
