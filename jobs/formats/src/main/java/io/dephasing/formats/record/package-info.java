/**
 * What the job publishes, as Avro and as JSON. Start with {@link
 * io.dephasing.formats.record.SliWriter} and {@link io.dephasing.formats.record.AlertRecords}. This
 * package never knows topics, nor how a number came about.
 */
@NullMarked
package io.dephasing.formats.record;

import org.jspecify.annotations.NullMarked;
