/**
 * Records as series, and series to Prometheus by remote write. Start with {@link
 * io.dephasing.connectors.prometheus.SliSeries} and {@link
 * io.dephasing.connectors.prometheus.PrometheusSink}. This package never knows what was written
 * before: that is for operators to remember.
 */
@NullMarked
package io.dephasing.connectors.prometheus;

import org.jspecify.annotations.NullMarked;
