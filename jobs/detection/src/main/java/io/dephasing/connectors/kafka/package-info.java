/**
 * Kafka at both ends of the job: sources whose watermarks tell quiet from outage, sinks, dead
 * letters, topics. Start with {@link io.dephasing.connectors.kafka.EventSources} and {@link
 * io.dephasing.connectors.kafka.RecordSinks}. This package never knows operators, nor what is
 * computed.
 */
@NullMarked
package io.dephasing.connectors.kafka;

import org.jspecify.annotations.NullMarked;
