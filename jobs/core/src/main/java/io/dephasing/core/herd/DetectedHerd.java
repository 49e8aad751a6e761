package io.dephasing.core.herd;

/**
 * Many distinct instances within a short interval (METHOD 3.2).
 *
 * @param instantMillis start of the second that holds the most distinct instances, earliest on
 *     ties; ms since the epoch
 * @param widthMillis width of the scan position that found it, ms
 * @param durationMillis how long the burst lasts around the instant, ms, at most 5 min
 * @param size distinct instances in the position
 * @param fraction size over the group's members, 0 to 1
 * @param peakPerSecond events in its fullest second
 */
public record DetectedHerd(
    long instantMillis,
    long widthMillis,
    long durationMillis,
    int size,
    double fraction,
    int peakPerSecond) {}
