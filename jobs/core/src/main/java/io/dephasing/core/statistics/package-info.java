/**
 * The formulas of METHOD: primitives in, a number out, {@link Double#NaN} where a statistic is
 * undefined. Start with {@link io.dephasing.core.statistics.ScanStatistic}, which finds herds, and
 * {@link io.dephasing.core.statistics.HerdNeed}, which says how many a herd must be. This package
 * knows no events, no slices, no clock and no policies.
 */
@NullMarked
package io.dephasing.core.statistics;

import org.jspecify.annotations.NullMarked;
