/**
 * A Kafka broker inside this process, for the demo, for replay and for tests. Start with {@link
 * io.dephasing.broker.EmbeddedBroker}. This package knows Kafka alone: no topics, no events, no
 * Flink.
 */
@NullMarked
package io.dephasing.broker;

import org.jspecify.annotations.NullMarked;
