package io.dephasing.simulation;

import io.dephasing.core.event.Details;

/**
 * One member of a fleet acts.
 *
 * @param member index, 0 to members - 1
 * @param timeMillis true time, ms since the epoch
 * @param details what the member reports beside the time
 */
public record Action(int member, long timeMillis, Details details) {}
