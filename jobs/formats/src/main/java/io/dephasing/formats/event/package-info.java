/**
 * Records of the event topics become {@link io.dephasing.core.event.Event}s, or are refused with a
 * reason. Start with {@link io.dephasing.formats.event.EventDecoder}. This package never knows
 * Flink, nor what is computed from an event.
 */
@NullMarked
package io.dephasing.formats.event;

import org.jspecify.annotations.NullMarked;
