/**
 * What the job publishes, as Avro and as JSON. Start with {@link
 * io.dephasing.connectors.record.SliWriter} and {@link
 * io.dephasing.connectors.record.AlertRecords}. This package never knows topics, nor how a number
 * came about.
 */
@NullMarked
package io.dephasing.connectors.record;

import org.jspecify.annotations.NullMarked;
