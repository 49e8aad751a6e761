/**
 * The smallest stretch of event time that the job aggregates: {@link
 * io.dephasing.core.slice.Slice}, made of the components that {@link
 * io.dephasing.core.slice.SliceLayout} lists. Folding is associative and commutative. This package
 * knows events and arithmetic, never windows, rules or Flink.
 */
@NullMarked
package io.dephasing.core.slice;

import org.jspecify.annotations.NullMarked;
