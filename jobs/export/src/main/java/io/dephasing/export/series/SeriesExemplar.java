package io.dephasing.export.series;

/**
 * One event that stands for a sample.
 *
 * @param traceId its trace
 * @param value of the event, in the metric's unit
 * @param timeMillis of the event
 */
public record SeriesExemplar(String traceId, double value, long timeMillis) {}
