/**
 * The detection job's topics, as the export job reads them. Start with {@link
 * io.dephasing.export.kafka.RecordSources}. A record crosses the cluster as the bytes that it came
 * in, behind its key; this package never knows what operators remember.
 */
@NullMarked
package io.dephasing.export.kafka;

import org.jspecify.annotations.NullMarked;
