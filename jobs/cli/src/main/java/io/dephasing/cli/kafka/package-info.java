/**
 * What the commands say to Kafka and read from it: a check that it answers, events and annotations
 * as records, a topic from its beginning to its end.
 */
@NullMarked
package io.dephasing.cli.kafka;

import org.jspecify.annotations.NullMarked;
