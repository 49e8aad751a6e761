package io.dephasing.core.history;

import io.dephasing.core.slice.OffsetSums;
import io.dephasing.core.slice.Offsets;
import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Offsets of the cycles that were over within the last hour, and of those that still run (METHOD
 * 5.3). At most {@value #MOST} cycles; the ones that end last are not followed beyond that.
 */
public final class FinishedOffsets implements HistoryPart {
  private static final long HOUR = 60;
  private static final int MOST = 64;

  /** Cycles that were over less than this before are told apart by the slice. */
  private static final long YOUNG = 5;

  private static final long BLOCK = 10;
  private static final int FEW = 24;

  private final TreeMap<Long, OffsetSums> byEnd = new TreeMap<>();

  /** Two rules and the next window ask as of the same slice. Never written. */
  private @Nullable OffsetSums asked;

  private long askedSlice;

  void add(long slice, Offsets offsets) {
    asked = null;
    byEnd.headMap(slice + 1 - HOUR).clear();
    for (Map.Entry<Long, OffsetSums> entry : offsets.byEnd().entrySet()) {
      byEnd.computeIfAbsent(entry.getKey(), end -> new OffsetSums()).absorb(entry.getValue());
    }
    // What later slices bring belongs to cycles that end later.
    byEnd.headMap(slice, true).values().forEach(OffsetSums::seal);
    joinOlder(slice - YOUNG);
    while (byEnd.size() > MOST) {
      byEnd.pollLastEntry();
    }
  }

  /** Of many cycles, those over for long are told apart by ten minutes only: state is bounded. */
  private void joinOlder(long slice) {
    if (byEnd.size() <= FEW) {
      return;
    }
    Map.Entry<Long, OffsetSums> oldest = byEnd.firstEntry();
    while (oldest != null && oldest.getKey() < slice) {
      long block = Math.floorDiv(oldest.getKey(), BLOCK) * BLOCK + BLOCK - 1;
      if (oldest.getKey() != block && block < slice) {
        byEnd.remove(oldest.getKey());
        byEnd.computeIfAbsent(block, end -> new OffsetSums()).absorb(oldest.getValue());
      }
      oldest = byEnd.higherEntry(oldest.getKey());
    }
  }

  /**
   * All offsets of the cycles that were over in the hour before a slice; not to be written to.
   *
   * @param slice cycles count that are over when it begins
   */
  public OffsetSums asOf(long slice) {
    OffsetSums known = asked;
    if (known == null || askedSlice != slice) {
      known = new OffsetSums();
      byEnd.subMap(slice - HOUR, false, slice, true).values().forEach(known::absorb);
      asked = known;
      askedSlice = slice;
    }
    return known;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, byEnd.size());
    for (Map.Entry<Long, OffsetSums> entry : byEnd.entrySet()) {
      Varints.writeSigned(out, entry.getKey());
      entry.getValue().write(out);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    asked = null;
    for (int left = Varints.readInt(in); left > 0; left--) {
      long end = Varints.readSigned(in);
      byEnd.put(end, OffsetSums.read(in));
    }
  }
}
