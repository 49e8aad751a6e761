package io.dephasing.core.across;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.Onset;
import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The groups that began in one second: counts by service and kind, and some of the names. */
final class OnsetSecond {
  private static final int NAMES = 16;

  private final TreeMap<String, Count> byRollUp = new TreeMap<>();
  private final TreeSet<String> names = new TreeSet<>();

  /**
   * What began of one service and kind.
   *
   * @param groups that began
   * @param starts events of them in that second
   */
  record Count(int groups, int starts) {
    Count with(Count other) {
      return new Count(groups + other.groups, starts + other.starts);
    }
  }

  void add(Onset onset) {
    String rollUp = onset.group().serviceRollUp().canonical();
    byRollUp.merge(rollUp, new Count(1, onset.starts()), Count::with);
    names.add(onset.group().canonical());
    if (names.size() > NAMES) {
      names.pollLast();
    }
  }

  /** Counts by the service's roll-up. */
  Map<String, Count> byRollUp() {
    return byRollUp;
  }

  /** Whose names begin with this roll-up's service, or all. */
  void namesOf(GroupKey rollUp, Collection<String> to) {
    for (String name : names) {
      GroupKey group = GroupKey.parse(name);
      if (rollUp.isOverAll() || group.service().equals(rollUp.service())) {
        to.add(name);
      }
    }
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, byRollUp.size());
    for (Map.Entry<String, Count> entry : byRollUp.entrySet()) {
      out.writeUTF(entry.getKey());
      Varints.write(out, entry.getValue().groups());
      Varints.write(out, entry.getValue().starts());
    }
    Varints.write(out, names.size());
    for (String name : names) {
      out.writeUTF(name);
    }
  }

  static OnsetSecond read(DataInput in) throws IOException {
    OnsetSecond second = new OnsetSecond();
    for (int left = Varints.readInt(in); left > 0; left--) {
      String rollUp = in.readUTF();
      second.byRollUp.put(rollUp, new Count(Varints.readInt(in), Varints.readInt(in)));
    }
    for (int left = Varints.readInt(in); left > 0; left--) {
      second.names.add(in.readUTF());
    }
    return second;
  }
}
