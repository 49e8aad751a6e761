package io.dephasing.core.slice;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One part of what a slice holds. Its fields are sums, minima, maxima and unions, so that {@link
 * #absorb} is associative and commutative, and its bytes depend on the folded events alone.
 *
 * <p>A class, for an interface's methods cost twice as much to call.
 *
 * @param <C> the component itself
 */
public abstract class SliceComponent<C extends SliceComponent<C>> {
  /**
   * Folds events in. Nothing where a component is only told of what it asks for: most events name
   * nothing.
   *
   * @param events of the slice's group and minute
   */
  void fold(Arrangement events) {}

  /** Folds another component of the same kind in; the other is left as it was. */
  abstract void absorb(C other);

  /** Whether nothing was folded in: it is then not written. */
  abstract boolean isEmpty();

  /** Writes what {@link #read} reads. */
  abstract void write(DataOutput out) throws IOException;

  /** Fills this empty component. */
  abstract void read(DataInput in) throws IOException;
}
