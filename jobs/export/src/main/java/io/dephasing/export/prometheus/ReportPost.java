package io.dephasing.export.prometheus;

import io.dephasing.export.http.Endpoint;
import io.dephasing.export.series.Sample;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.function.LongFunction;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/**
 * Writes a sink's report to Prometheus every 15 s, beside the sink's own requests. A report that
 * does not arrive is not repeated: the next one says more.
 */
public final class ReportPost {
  private static final long INTERVAL_MILLIS = 15_000;

  private final RemoteWrite prometheus;
  private final ExternalLabels externalLabels;
  private final LongFunction<List<Sample>> report;
  private final ProcessingTimeService clock;
  private @Nullable CompletableFuture<?> inFlight;
  private @Nullable ScheduledFuture<?> next;

  /**
   * Reports there.
   *
   * @param externalLabels which tell it from the report of another job
   * @param report what there is to tell at a time, epoch ms
   */
  public ReportPost(
      Endpoint prometheus,
      ExternalLabels externalLabels,
      LongFunction<List<Sample>> report,
      ProcessingTimeService clock) {
    this.prometheus = new RemoteWrite(prometheus);
    this.externalLabels = externalLabels;
    this.report = report;
    this.clock = clock;
  }

  /** Begins; the task's own thread calls, then its timers. */
  public void start() {
    tick(clock.getCurrentProcessingTime());
  }

  /** Ends. */
  public void close() {
    if (next != null) {
      next.cancel(false);
    }
    if (inFlight != null) {
      inFlight.cancel(true);
    }
  }

  private void tick(long nowMillis) {
    if (inFlight == null || inFlight.isDone()) {
      inFlight =
          prometheus.send(
              report.apply(nowMillis).stream()
                  .map(sample -> EncodedSample.of(externalLabels.on(sample)))
                  .toList());
    }
    next = clock.registerTimer(nowMillis + INTERVAL_MILLIS, this::tick);
  }
}
