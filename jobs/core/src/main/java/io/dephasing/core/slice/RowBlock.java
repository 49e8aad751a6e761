package io.dephasing.core.slice;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.Instance;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Room for {@value #ROWS} rows of an {@link EventBatch}. Of fixed size, so that a batch grows
 * without copying what it has, and that what one has given back fits any other.
 */
final class RowBlock {
  static final int ROWS = 32;

  /** Numbers of a row. */
  static final int FIELDS = 8;

  final long[] rows = new long[ROWS * FIELDS];
  final @Nullable Instance[] instances = new Instance[ROWS];

  /** Few batches have any. */
  private @Nullable Event @Nullable [] named;

  @Nullable Event named(int row) {
    return named == null ? null : named[row];
  }

  void name(int row, Event event) {
    if (named == null) {
      named = new Event[ROWS];
    }
    named[row] = event;
  }

  /** Lets go of all objects: a block that waits for its next batch keeps nobody alive. */
  void clear() {
    Arrays.fill(instances, null);
    named = null;
  }
}
