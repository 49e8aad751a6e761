/**
 * How values are announced to Flink, without Kryo and without reflection. Start with {@link
 * io.dephasing.types.SerializedType}. This package never knows what is announced.
 */
@NullMarked
package io.dephasing.types;

import org.jspecify.annotations.NullMarked;
