package io.dephasing.export.prometheus;

import org.apache.flink.connector.base.sink.writer.strategy.RateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.RequestInfo;
import org.apache.flink.connector.base.sink.writer.strategy.ResultInfo;

/**
 * Allows one HTTP request in flight: a second one could overtake a request that is repeated, and
 * samples of a series must stay in order.
 */
final class OneAtATime implements RateLimitingStrategy {
  private final int mostSamples;
  private boolean isInFlight;

  OneAtATime(int mostSamples) {
    this.mostSamples = mostSamples;
  }

  @Override
  public void registerInFlightRequest(RequestInfo requestInfo) {
    isInFlight = true;
  }

  @Override
  public void registerCompletedRequest(ResultInfo resultInfo) {
    isInFlight = false;
  }

  @Override
  public boolean shouldBlock(RequestInfo requestInfo) {
    return isInFlight;
  }

  @Override
  public int getMaxBatchSize() {
    return mostSamples;
  }
}
