/**
 * How events are framed on the wire, and with which schema they were written. Start with {@link
 * io.dephasing.formats.wire.WireFormats}, the catalogue of formats. This package never knows what
 * an event means.
 */
@NullMarked
package io.dephasing.formats.wire;

import org.jspecify.annotations.NullMarked;
