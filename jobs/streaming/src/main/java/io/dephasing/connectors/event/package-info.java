/**
 * Records of the event topics become {@link io.dephasing.core.event.Event}s, or are refused with a
 * reason. Start with {@link io.dephasing.connectors.event.EventDecoder}. This package never knows
 * Flink, nor what is computed from an event.
 */
@NullMarked
package io.dephasing.connectors.event;

import org.jspecify.annotations.NullMarked;
