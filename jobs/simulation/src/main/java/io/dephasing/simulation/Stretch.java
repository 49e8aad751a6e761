package io.dephasing.simulation;

/**
 * A stretch of simulated time: {@code [fromMillis, toMillis)}.
 *
 * @param fromMillis its first instant, ms since the epoch
 * @param lengthMillis ms, at least 1
 */
public record Stretch(long fromMillis, long lengthMillis) {
  public Stretch {
    if (lengthMillis < 1) {
      throw new IllegalArgumentException(
          "length %d ms of a stretch is not at least 1".formatted(lengthMillis));
    }
  }

  /** The first instant after it, ms since the epoch. */
  public long toMillis() {
    return fromMillis + lengthMillis;
  }
}
