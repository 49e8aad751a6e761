package io.dephasing.core.event;

/**
 * One action of one instance at one event time, whatever the kind.
 *
 * @param group what is dephased together
 * @param instance who acted
 * @param timeMillis event time, ms since the epoch, UTC
 * @param phase START, or END of a run
 * @param brokerTimeMillis when the broker appended it, ms since the epoch; {@link Absent#MILLIS}
 *     when unknown
 * @param details what is optional
 */
public record Event(
    GroupKey group,
    Instance instance,
    long timeMillis,
    Phase phase,
    long brokerTimeMillis,
    Details details) {}
