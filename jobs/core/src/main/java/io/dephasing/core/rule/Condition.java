package io.dephasing.core.rule;

/**
 * One number that a rule looked at, beside what it had to reach.
 *
 * @param name a measure's id
 * @param value as found
 * @param threshold what it had to reach or pass
 * @param unit of both
 */
public record Condition(String name, double value, double threshold, String unit) {}
