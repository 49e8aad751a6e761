package io.dephasing.core.slice;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Who retried in which second, each attempt by itself: the echo of a herd is a herd (METHOD 6.4).
 * 64 bits for each attempt and second, one of them for each client: as many bits are set as there
 * are distinct clients at least, and 64 of them say 64 or more.
 */
public final class AttemptSeconds extends SliceComponent<AttemptSeconds> {
  private static final long[] @Nullable [] NOTHING = new long[Attempts.LAST][];

  private long[] @Nullable [] bits = NOTHING;

  @Override
  void fold(Arrangement events) {
    EventBatch batch = events.batch();
    for (int i = 0; i < events.size(); i++) {
      int number = batch.attempt(i);
      if (number > 0) {
        row(Math.min(number, Attempts.LAST) - 1)[events.bucket(i)] |= 1L << (batch.hash(i) & 63);
      }
    }
  }

  private long[] row(int row) {
    if (bits == NOTHING) {
      bits = new long[Attempts.LAST][];
    }
    long[] own = bits[row];
    if (own == null) {
      own = new long[Slice.BUCKETS];
      bits[row] = own;
    }
    return own;
  }

  @Override
  public void absorb(AttemptSeconds other) {
    for (int row = 0; row < Attempts.LAST; row++) {
      long[] theirs = other.bits[row];
      if (theirs != null) {
        long[] mine = row(row);
        for (int i = 0; i < Slice.BUCKETS; i++) {
          mine[i] |= theirs[i];
        }
      }
    }
  }

  @Override
  public boolean isEmpty() {
    return bits == NOTHING;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    for (long[] row : bits) {
      long filled = 0;
      for (int i = 0; row != null && i < Slice.BUCKETS; i++) {
        filled |= row[i] == 0 ? 0 : 1L << i;
      }
      Varints.write(out, filled);
      for (int i = 0; row != null && i < Slice.BUCKETS; i++) {
        if (row[i] != 0) {
          Varints.write(out, row[i]);
        }
      }
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    for (int row = 0; row < Attempts.LAST; row++) {
      long filled = Varints.read(in);
      for (int i = 0; filled != 0 && i < Slice.BUCKETS; i++) {
        if ((filled >>> i & 1) == 1) {
          row(row)[i] = Varints.read(in);
        }
      }
    }
  }

  /**
   * The most clients that this attempt had within so many seconds of the slice: never more than
   * there were, and 64 at most.
   */
  public int most(int attempt, int widthSeconds) {
    long[] row = bits[attempt - 1];
    int most = 0;
    for (int end = 0; row != null && end < Slice.BUCKETS; end++) {
      long union = 0;
      for (int i = Math.max(0, end - widthSeconds + 1); i <= end; i++) {
        union |= row[i];
      }
      most = Math.max(most, Long.bitCount(union));
    }
    return most;
  }
}
