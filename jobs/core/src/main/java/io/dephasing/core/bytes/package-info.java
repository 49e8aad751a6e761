/**
 * How numbers and texts become bytes: of state, and of what crosses the network. Start with {@link
 * io.dephasing.core.bytes.Varints}; {@link io.dephasing.core.bytes.PartOutput} writes one part of a
 * whole with its length before it. This package never knows what is written.
 */
@NullMarked
package io.dephasing.core.bytes;

import org.jspecify.annotations.NullMarked;
