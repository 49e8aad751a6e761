package io.dephasing.core.sli;

/**
 * What a window's events are seen against, as of the slices settled before it.
 *
 * @param members M; 0 where unknown
 * @param lambdaPerSecond λt; NaN while the job has not watched long enough
 * @param spreadSeconds D
 * @param cadenceSeconds cad; NaN where unknown
 * @param trailing what the slices before it tell by themselves
 */
public record Context(
    int members,
    double lambdaPerSecond,
    double spreadSeconds,
    double cadenceSeconds,
    TrailingMeasures trailing) {}
