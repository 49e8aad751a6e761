package io.dephasing.core.across;

import io.dephasing.core.alert.Alerts;
import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.GroupKey;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Alerts by roll-up, each with the time at which it is to be looked at next: none is asked before.
 * What has not fired for two days is forgotten, as a silent group is.
 */
final class RollUpAlerts {
  private static final long KEPT_SECONDS = 48 * 3600;

  private final Map<GroupKey, Entry> byRollUp = new HashMap<>();
  private final TreeMap<Long, Set<GroupKey>> due = new TreeMap<>();

  private static final class Entry {
    private final Alerts alerts;
    private long dueMillis = Long.MAX_VALUE;

    Entry(Alerts alerts) {
      this.alerts = alerts;
    }

    long forgottenAfterSecond() {
      return alerts.lastQuietSecond() + KEPT_SECONDS;
    }
  }

  /** Looks at a roll-up's alerts when they are due. */
  @FunctionalInterface
  interface Look {
    /** When they are to be looked at next, ms; {@link Long#MAX_VALUE} where none fires. */
    long at(GroupKey rollUp, Alerts alerts);
  }

  /**
   * The alerts of a roll-up that is about to fire, which may be new ones. By this second, not by
   * when they were last looked at, is decided whether the earlier ones are forgotten: an alert's id
   * follows from the one before.
   */
  Alerts of(GroupKey rollUp, long second) {
    Entry known = byRollUp.get(rollUp);
    if (known != null && !known.alerts.isAnyFiring() && second > known.forgottenAfterSecond()) {
      unschedule(rollUp, known);
      known = null;
    }
    if (known == null) {
      known = new Entry(new Alerts());
      byRollUp.put(rollUp, known);
    }
    return known.alerts;
  }

  /** Has a roll-up looked at no later than this. */
  void dueBy(GroupKey rollUp, long millis) {
    Entry entry = byRollUp.get(rollUp);
    if (entry != null && millis < entry.dueMillis) {
      schedule(rollUp, entry, millis);
    }
  }

  private void schedule(GroupKey rollUp, Entry entry, long millis) {
    unschedule(rollUp, entry);
    entry.dueMillis = millis;
    due.computeIfAbsent(millis, at -> new LinkedHashSet<>()).add(rollUp);
  }

  private void unschedule(GroupKey rollUp, Entry entry) {
    @Nullable Set<GroupKey> at = due.get(entry.dueMillis);
    if (at != null) {
      at.remove(rollUp);
      if (at.isEmpty()) {
        due.remove(entry.dueMillis);
      }
    }
    entry.dueMillis = Long.MAX_VALUE;
  }

  /** Looks at those that are due, and forgets those that have been quiet for long. */
  void reach(long watermarkMillis, Look look) {
    while (!due.isEmpty() && due.firstKey() <= watermarkMillis) {
      for (GroupKey rollUp : due.pollFirstEntry().getValue()) {
        reach(rollUp, watermarkMillis, look);
      }
    }
  }

  private void reach(GroupKey rollUp, long watermarkMillis, Look look) {
    @Nullable Entry entry = byRollUp.get(rollUp);
    if (entry == null) {
      return;
    }
    entry.dueMillis = Long.MAX_VALUE;
    long next = look.at(rollUp, entry.alerts);
    if (next == Long.MAX_VALUE) {
      next = (entry.forgottenAfterSecond() + 1) * 1000;
    }
    if (next > watermarkMillis) {
      schedule(rollUp, entry, next);
    } else {
      byRollUp.remove(rollUp);
    }
  }

  /** When the next is due, ms; {@link Long#MAX_VALUE} for never. */
  long nextMillis() {
    return due.isEmpty() ? Long.MAX_VALUE : due.firstKey();
  }

  /** How many roll-ups are remembered. */
  int size() {
    return byRollUp.size();
  }

  void write(DataOutput out) throws IOException {
    TreeMap<String, Alerts> sorted = new TreeMap<>();
    byRollUp.forEach((rollUp, entry) -> sorted.put(rollUp.canonical(), entry.alerts));
    Varints.write(out, sorted.size());
    for (Map.Entry<String, Alerts> entry : sorted.entrySet()) {
      out.writeUTF(entry.getKey());
      entry.getValue().write(out);
    }
  }

  /** All that was written is due at once: when it is due next is not written. */
  void read(DataInput in) throws IOException {
    for (int left = Varints.readInt(in); left > 0; left--) {
      GroupKey rollUp = GroupKey.parse(in.readUTF());
      Entry entry = new Entry(new Alerts());
      entry.alerts.read(in);
      byRollUp.put(rollUp, entry);
      schedule(rollUp, entry, 0);
    }
  }
}
