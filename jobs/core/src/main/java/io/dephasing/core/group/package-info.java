/**
 * One group's whole watch: slices fold in, windows close, rules judge in flight. Start with {@link
 * io.dephasing.core.group.GroupWatch}. This package is pure: time comes in as an argument, never
 * from a clock.
 */
@NullMarked
package io.dephasing.core.group;

import org.jspecify.annotations.NullMarked;
