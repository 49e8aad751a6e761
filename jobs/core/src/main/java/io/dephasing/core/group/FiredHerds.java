package io.dephasing.core.group;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.rule.Firing;
import io.dephasing.core.sli.Windows.Fired;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Firing positions of the herd rule until their window is settled; at most {@value #MOST}. */
final class FiredHerds {
  private static final int MOST = 1024;

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
    return positions.isEmpty()
        ? List.of()
        : List.copyOf(positions.subMap(new Key(first, 0), new Key(last + 1, 0)).values());
  }

  /** Where the first of the positions that end in the seconds from first to last is fullest. */
  OptionalLong firstInstant(long first, long last) {
    return between(first, last).stream().mapToLong(Fired::instantSecond).min();
  }

  void forgetBefore(long second) {
    if (!positions.isEmpty()) {
      positions.headMap(new Key(second, 0)).clear();
    }
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, positions.size());
    long last = 0;
    for (Fired fired : positions.values()) {
      Varints.writeSigned(out, fired.endSecond() - last);
      Varints.write(out, fired.widthSeconds());
      Varints.writeSigned(out, fired.endSecond() - fired.instantSecond());
      Varints.write(out, fired.size());
      last = fired.endSecond();
    }
  }

  void read(DataInput in) throws IOException {
    long end = 0;
    for (int left = Varints.readInt(in); left > 0; left--) {
      end += Varints.readSigned(in);
      int width = Varints.readInt(in);
      long instant = end - Varints.readSigned(in);
      put(new Fired(end, width, instant, Varints.readInt(in)));
    }
  }
}
