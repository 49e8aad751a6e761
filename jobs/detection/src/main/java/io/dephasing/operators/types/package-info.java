/**
 * How Flink sees core's types: one serializer around core's codecs, no reflection. Start with
 * {@link io.dephasing.operators.types.StreamTypes}. This package never knows what the values mean.
 */
@NullMarked
package io.dephasing.operators.types;

import org.jspecify.annotations.NullMarked;
