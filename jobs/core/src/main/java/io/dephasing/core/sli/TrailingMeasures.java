package io.dephasing.core.sli;

import io.dephasing.core.slice.OffsetSums;
import io.dephasing.core.statistics.TimeResolution;

/**
 * What no window tells by itself: it stands at the end of a longer stretch. NaN where undefined.
 *
 * @param periodSeconds dominant period of the bank (METHOD 4)
 * @param periodOrderParameter R at that period, 0 to 1
 * @param cycleMembers distinct instances of the last finished cycle (METHOD 10, F5)
 * @param rolloutSeconds how long the longest rollout lasts (METHOD 14.6)
 * @param inconsistentRuns runs of the window that do not add up (METHOD 10, F6)
 * @param offsets of the cycles that were over in the hour before: in a running cycle the small ones
 *     have come first (METHOD 5.3)
 * @param resolution what times were rounded to before the window (METHOD 5.5)
 */
public record TrailingMeasures(
    double periodSeconds,
    double periodOrderParameter,
    double cycleMembers,
    double rolloutSeconds,
    double inconsistentRuns,
    OffsetSums offsets,
    TimeResolution resolution) {}
