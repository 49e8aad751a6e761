package io.dephasing.core.recommendation;

import java.util.Locale;
import java.util.Optional;

/** How a recommended spread reads, in an alert and on the live page. */
public final class SpreadSentence {
  private static final double MILLIS = 1e3;

  private SpreadSentence() {}

  /**
   * What would cure it, at what price, and what stands against it; without the last full stop.
   *
   * @param assignment how members get their slots; empty where this release does not know it
   * @param windowMillis length of the spread window
   * @param peakPerSecond that is kept, as often as the assignment says
   * @param delayMillis mean of what the spread adds to a start
   * @param reason what it falls short of, or who pays; empty where nothing is to be said
   */
  public static String of(
      Optional<Assignment> assignment,
      long windowMillis,
      double peakPerSecond,
      double delayMillis,
      String reason) {
    String plan =
        String.format(
            Locale.ROOT,
            "Spread over %d s by %s, the peak would stay at %.0f per second or less%s,"
                + " for %.0f s of mean delay",
            windowMillis / 1000,
            assignment.map(Assignment::text).orElse("a way that this release does not know"),
            peakPerSecond,
            assignment.map(Assignment::often).orElse(""),
            delayMillis / MILLIS);
    return reason.isEmpty() ? plan : plan + ". But " + reason;
  }
}
