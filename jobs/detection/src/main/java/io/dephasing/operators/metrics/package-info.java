/**
 * What the operators count. Start with {@link io.dephasing.operators.metrics.OperatorCounter}. This
 * package never knows who reads it.
 */
@NullMarked
package io.dephasing.operators.metrics;

import org.jspecify.annotations.NullMarked;
