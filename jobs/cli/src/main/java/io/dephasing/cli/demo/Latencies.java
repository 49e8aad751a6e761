package io.dephasing.cli.demo;

import io.dephasing.core.statistics.NearestRank;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How long alerts took, ms of the fleet's time: from {@code decidedAt} to the append of the record
 * to the alerts topic, as the broker dates it. {@code decidedAt} is the time of the event that
 * completes the evidence, or the end of the gate of METHOD 9.8 where that is later, and the player
 * publishes an event when the fleet's time is its own: so this is all that the pipeline takes,
 * waiting for watermarks included. The fleet's clock is fast: what takes the machine 0.1 s takes
 * {@code 0.1 speed} seconds here.
 */
final class Latencies {
  private final List<Long> millis = new ArrayList<>();

  /** Takes one in, ms. */
  void add(double latencyMillis) {
    millis.add(Math.max(0, Math.round(latencyMillis)));
  }

  /** How many there were. */
  int count() {
    return millis.size();
  }

  /** The nearest rank, ms; empty where there was none. */
  OptionalLong quantileMillis(double p) {
    return millis.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(NearestRank.of(millis.stream().mapToLong(Long::longValue).toArray(), p));
  }
}
