/**
 * Records as series, and series to Prometheus by remote write. Start with {@link
 * io.dephasing.export.prometheus.SliSeries} and {@link
 * io.dephasing.export.prometheus.PrometheusSink}. This package never knows what was written before:
 * that is for operators to remember.
 */
@NullMarked
package io.dephasing.export.prometheus;

import org.jspecify.annotations.NullMarked;
