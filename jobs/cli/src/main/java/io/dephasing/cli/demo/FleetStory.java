package io.dephasing.cli.demo;

/**
 * What the fleet does when.
 *
 * @param herdsFromMillis of the fleet's time, ms since the epoch; {@link #UNDECIDED} before that is
 *     known
 * @param dephasedFromMillis the same
 */
record FleetStory(long herdsFromMillis, long dephasedFromMillis) {
  /** Later than any time. */
  static final long UNDECIDED = Long.MAX_VALUE;

  /** Nothing but quiet. */
  static final FleetStory QUIET = new FleetStory(UNDECIDED, UNDECIDED);

  /** What it does at this time of its own. */
  String chapter(long simulatedMillis) {
    if (simulatedMillis < herdsFromMillis) {
      return "quiet: jobs start whenever they like";
    }
    return simulatedMillis < dephasedFromMillis
        ? "herding: jobs start together every five minutes"
        : "dephased: the same jobs, each at an offset of its own";
  }
}
