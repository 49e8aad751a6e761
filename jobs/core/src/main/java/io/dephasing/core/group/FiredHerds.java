package io.dephasing.core.group;

import io.dephasing.core.rule.Firing;
import io.dephasing.core.sli.Windows.Fired;
import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Firing positions of the herd rule until their window is settled; at most {@value #MOST}. */
final class FiredHerds {
  private static final int MOST = 256;

  private final TreeMap<Key, Fired> positions =
      new TreeMap<>(Comparator.comparingLong(Key::endSecond).thenComparingInt(Key::widthSeconds));

  private record Key(long endSecond, int widthSeconds) {}

  /** Takes a position in; what is known of it now replaces what was known before. */
  void add(Firing firing) {
    Fired fired =
        new Fired(firing.endSecond(), firing.widthSeconds(), firing.instantSecond(), firing.size());
    put(fired);
    if (positions.size() > MOST) {
      positions.pollFirstEntry();
    }
  }

  private void put(Fired fired) {
    positions.put(new Key(fired.endSecond(), fired.widthSeconds()), fired);
  }

  /** Positions that end in the seconds from first to last, in order of their end. */
  List<Fired> between(long first, long last) {
    return List.copyOf(positions.subMap(new Key(first, 0), new Key(last + 1, 0)).values());
  }

  void forgetBefore(long second) {
    positions.headMap(new Key(second, 0)).clear();
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, positions.size());
    for (Fired fired : positions.values()) {
      out.writeLong(fired.endSecond());
      out.writeByte(fired.widthSeconds());
      out.writeLong(fired.instantSecond());
      Varints.write(out, fired.size());
    }
  }

  void read(DataInput in) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      put(new Fired(in.readLong(), in.readByte(), in.readLong(), Varints.readInt(in)));
    }
  }
}
