package io.dephasing.core.group;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The groups that began in one second: counts by service and kind, and the first of the names in
 * their own order. Sums of parts in any order are the same.
 */
public final class OnsetSecond {
  private static final int NAMES = 16;

  private final Map<GroupKey, Count> byRollUp = new HashMap<>();
  private final TreeMap<String, String> names = new TreeMap<>();
  private final int[] byKind = new int[EventKind.all().size()];
  private int groups;
  private int starts;

  /** What began of one service and kind. Mutable: of thousands, each is summed several times. */
  public static final class Count {
    private int groups;
    private int starts;

    private void add(int moreGroups, int moreStarts) {
      groups += moreGroups;
      starts += moreStarts;
    }

    /** Groups that began. */
    public int groups() {
      return groups;
    }

    /** Events of them in that second. */
    public int starts() {
      return starts;
    }
  }

  /** Takes an onset of this second in. */
  public void add(Onset onset) {
    add(onset.group().serviceRollUp(), 1, onset.starts());
    addName(onset.group().canonical(), onset.group().service());
  }

  /** Takes in what somebody else has counted of this second. */
  public void add(OnsetSecond part) {
    part.byRollUp.forEach((rollUp, count) -> add(rollUp, count.groups, count.starts));
    part.names.forEach(this::addName);
  }

  private void add(GroupKey rollUp, int began, int events) {
    byRollUp.computeIfAbsent(rollUp, r -> new Count()).add(began, events);
    byKind[rollUp.kind().ordinal()] += began;
    groups += began;
    starts += events;
  }

  private void addName(String name, String service) {
    names.put(name, service);
    if (names.size() > NAMES) {
      names.pollLastEntry();
    }
  }

  /** Counts by the service's roll-up. */
  public Map<GroupKey, Count> byRollUp() {
    return byRollUp;
  }

  /** How many groups began. */
  public int groups() {
    return groups;
  }

  /** How many groups of a kind began. */
  public int groups(EventKind kind) {
    return byKind[kind.ordinal()];
  }

  /** How many groups of a roll-up over a service, or over all, began. */
  public int groups(GroupKey rollUp) {
    if (rollUp.isOverAll()) {
      return groups(rollUp.kind());
    }
    Count count = byRollUp.get(rollUp);
    return count == null ? 0 : count.groups();
  }

  /** Events in that second of the groups that began. */
  public int starts() {
    return starts;
  }

  /** Some of the groups, each with its service. */
  public SortedMap<String, String> names() {
    return names;
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    TreeMap<String, Count> sorted = new TreeMap<>();
    byRollUp.forEach((rollUp, count) -> sorted.put(rollUp.canonical(), count));
    Varints.write(out, sorted.size());
    for (Map.Entry<String, Count> entry : sorted.entrySet()) {
      out.writeUTF(entry.getKey());
      Varints.write(out, entry.getValue().groups());
      Varints.write(out, entry.getValue().starts());
    }
    Varints.write(out, names.size());
    for (String name : names.keySet()) {
      out.writeUTF(name);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static OnsetSecond read(DataInput in) throws IOException {
    OnsetSecond second = new OnsetSecond();
    for (int left = Varints.readInt(in); left > 0; left--) {
      GroupKey rollUp = GroupKey.parse(in.readUTF());
      second.add(rollUp, Varints.readInt(in), Varints.readInt(in));
    }
    for (int left = Varints.readInt(in); left > 0; left--) {
      String name = in.readUTF();
      second.addName(name, GroupKey.parse(name).service());
    }
    return second;
  }
}
