package io.dephasing.core.alert;

/**
 * When an alert holds; provisional while FIRING.
 *
 * @param startsAtMillis fullest second of the first firing position, ms since the epoch
 * @param endsAtMillis end of the last firing position; {@link
 *     io.dephasing.core.event.Absent#MILLIS} while it fires
 * @param decidedAtMillis event time of the decision
 */
public record Lifetime(long startsAtMillis, long endsAtMillis, long decidedAtMillis) {}
