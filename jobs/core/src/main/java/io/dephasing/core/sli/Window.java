package io.dephasing.core.sli;

/**
 * A stretch of event time for which one SLI is published.
 *
 * @param startMillis first ms inside, ms since the epoch
 * @param endMillis first ms behind it
 */
public record Window(long startMillis, long endMillis) {
  public Window {
    if (startMillis >= endMillis) {
      throw new IllegalArgumentException(
          "window start %d is not before its end %d".formatted(startMillis, endMillis));
    }
  }

  /** Its length, ms. */
  public long lengthMillis() {
    return endMillis - startMillis;
  }
}
