/**
 * How what is state or crosses the network becomes bytes. Start with {@link
 * io.dephasing.core.codec.Codecs}. Nothing in core sees this package but its tests.
 */
@NullMarked
package io.dephasing.core.codec;

import org.jspecify.annotations.NullMarked;
