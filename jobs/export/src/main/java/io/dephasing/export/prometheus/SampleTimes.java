package io.dephasing.export.prometheus;

import io.dephasing.export.series.ExportFailure;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * Which times Prometheus takes. One sample that is too old loses its whole request, and one from
 * the future moves the window for all: both are dropped before they are sent.
 */
final class SampleTimes implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Duration MARGIN = Duration.ofMinutes(5);
  private static final Duration FUTURE = Duration.ofSeconds(30);

  private final long oldestMillis;

  /** Within Prometheus' window for samples out of order, less a margin. */
  SampleTimes(Duration outOfOrderWindow) {
    this.oldestMillis = outOfOrderWindow.minus(MARGIN).toMillis();
  }

  /** Why a sample is not sent, if it is not. */
  Optional<ExportFailure> refuses(long timeMillis, long nowMillis) {
    if (timeMillis < nowMillis - oldestMillis) {
      return Optional.of(ExportFailure.TOO_OLD);
    }
    if (timeMillis > nowMillis + FUTURE.toMillis()) {
      return Optional.of(ExportFailure.FUTURE);
    }
    return Optional.empty();
  }
}
