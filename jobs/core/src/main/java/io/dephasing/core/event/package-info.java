/**
 * What comes in: one uniform {@link io.dephasing.core.event.Event} whatever the kind. Start with
 * {@link io.dephasing.core.event.EventKind}, the catalogue of kinds. This package knows no wire
 * format, no clock and no statistics.
 */
@NullMarked
package io.dephasing.core.event;

import org.jspecify.annotations.NullMarked;
