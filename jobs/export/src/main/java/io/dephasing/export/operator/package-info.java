/**
 * The keyed steps of the export job: what is remembered between records, and what the clock adds.
 * Start with {@link io.dephasing.export.operator.WriteGroupSeries}, a few lines around core's group
 * export. This package never knows Kafka, Prometheus or Alertmanager.
 */
@NullMarked
package io.dephasing.export.operator;

import org.jspecify.annotations.NullMarked;
