package io.dephasing.core.recommendation;

import io.dephasing.core.event.GroupKey;

/**
 * A plan for a group that acts in herds.
 *
 * @param group for whom
 * @param alertId alert that asked for it
 * @param decidedAtMillis event time of the decision, ms since the epoch
 * @param measuredPeakPerSecond peak as the alert found it
 * @param plan what to do
 * @param policyVersion version of the policy that judged; {@code default} before any
 */
public record SpreadRecommendation(
    GroupKey group,
    String alertId,
    long decidedAtMillis,
    double measuredPeakPerSecond,
    Plan plan,
    String policyVersion) {}
