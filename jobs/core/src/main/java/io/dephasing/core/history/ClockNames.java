package io.dephasing.core.history;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.slice.OffClocks;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Names of instances whose clocks were seen to be off within the last day, at most {@value #MOST}:
 * those seen last.
 */
final class ClockNames implements HistoryPart {
  private static final int MOST = 48;
  private static final long FORGOTTEN_AFTER = 1440;

  private final TreeMap<Integer, Name> byHash = new TreeMap<>();

  private record Name(String id, long lastSlice) {}

  void add(long slice, OffClocks off) {
    off.forEach((hash, id) -> byHash.put(hash, new Name(id, slice)));
    byHash.values().removeIf(name -> name.lastSlice < slice - FORGOTTEN_AFTER);
    while (byHash.size() > MOST) {
      dropOldest();
    }
  }

  private void dropOldest() {
    int oldest = byHash.firstKey();
    long slice = Long.MAX_VALUE;
    for (Map.Entry<Integer, Name> entry : byHash.entrySet()) {
      if (entry.getValue().lastSlice < slice) {
        oldest = entry.getKey();
        slice = entry.getValue().lastSlice;
      }
    }
    byHash.remove(oldest);
  }

  /** The id of an instance; null where it is not known. */
  @Nullable String id(int hash) {
    Name name = byHash.get(hash);
    return name == null ? null : name.id;
  }

  @Override
  public boolean isEmpty() {
    return byHash.isEmpty();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Varints.write(out, byHash.size());
    for (Map.Entry<Integer, Name> entry : byHash.entrySet()) {
      out.writeInt(entry.getKey());
      out.writeUTF(entry.getValue().id);
      Varints.writeSigned(out, entry.getValue().lastSlice);
    }
  }

  @Override
  public void read(DataInput in, int version) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      int hash = in.readInt();
      byHash.put(hash, new Name(in.readUTF(), Varints.readSigned(in)));
    }
  }
}
