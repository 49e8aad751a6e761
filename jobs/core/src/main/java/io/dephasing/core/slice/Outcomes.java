package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.event.Warmth;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How runs ended, and how warm they began. */
public final class Outcomes extends SliceComponent<Outcomes> {
  private final int[] ended = new int[RunOutcome.values().length];
  private final int[] begun = new int[Warmth.values().length];
  private boolean empty = true;

  @Override
  void fold(Arrangement events) {
    EventBatch batch = events.batch();
    for (int n = 0; n < events.ends(); n++) {
      RunOutcome outcome = batch.outcome(events.end(n));
      if (outcome != null) {
        ended[outcome.ordinal()]++;
        empty = false;
      }
    }
    for (int n = 0; n < events.starts(); n++) {
      Warmth warmth = batch.warmth(events.start(n));
      if (warmth != Warmth.UNKNOWN) {
        begun[warmth.ordinal()]++;
        empty = false;
      }
    }
  }

  @Override
  public void absorb(Outcomes other) {
    for (int i = 0; i < ended.length; i++) {
      ended[i] += other.ended[i];
    }
    for (int i = 0; i < begun.length; i++) {
      begun[i] += other.begun[i];
    }
    empty &= other.empty;
  }

  @Override
  public boolean isEmpty() {
    return empty;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.writeSparse(out, ended);
    Varints.writeSparse(out, begun);
  }

  @Override
  public void read(DataInput in) throws IOException {
    Varints.readSparse(in, ended);
    Varints.readSparse(in, begun);
    empty = false;
  }

  /** Runs that ended so. */
  public long ended(RunOutcome outcome) {
    return ended[outcome.ordinal()];
  }

  /** Starts that were so warm; nothing is counted as {@link Warmth#UNKNOWN}. */
  public long begun(Warmth warmth) {
    return begun[warmth.ordinal()];
  }

  /** Runs by outcome, in the order of {@link RunOutcome}; empty where none ended; a copy. */
  public int[] endedByOutcome() {
    for (int count : ended) {
      if (count > 0) {
        return ended.clone();
      }
    }
    return new int[0];
  }
}
