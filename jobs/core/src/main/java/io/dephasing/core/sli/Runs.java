package io.dephasing.core.sli;

/**
 * Runs of a window; only of groups that report ENDs (METHOD 6.1).
 *
 * @param inFlightBefore running when it begins
 * @param inFlight running when it ends
 * @param orphanEnds ENDs that found no run
 * @param expiredRuns without END for longer than runs last, since this window
 */
public record Runs(long inFlightBefore, long inFlight, long orphanEnds, long expiredRuns) {}
