package io.dephasing.connectors.prometheus;

import org.apache.flink.connector.base.sink.writer.strategy.RateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.RequestInfo;
import org.apache.flink.connector.base.sink.writer.strategy.ResultInfo;

/** One request in flight: a second one would overtake what the first has to repeat. */
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
