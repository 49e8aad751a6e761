package io.dephasing.export.series;

import io.dephasing.core.event.GroupKey;

/**
 * A recommendation.
 *
 * @param group for whom
 * @param decidedAtMillis when it was made
 * @param spreadSeconds spread window that would bring the peak under its target
 * @param peakPerSecond peak that is expected then
 * @param delaySeconds its price: mean delay that is added to a start
 */
public record Advice(
    GroupKey group,
    long decidedAtMillis,
    double spreadSeconds,
    double peakPerSecond,
    double delaySeconds)
    implements Exportable {}
