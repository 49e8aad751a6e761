package io.dephasing.core.group;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.slice.Slice;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How many groups are watched at a time. A producer that puts the id of a run into a name makes a
 * group of each run, and each is kept for days: such a service must neither fill the state nor take
 * the room of others. Who is known is admitted; a new group only while there is room.
 */
public final class GroupBudget {
  private static final long UNKNOWN = Long.MIN_VALUE;

  private final Limits limits;
  private final Map<GroupKey, LastSeen> known = new HashMap<>();
  private final Map<String, Integer> services = new HashMap<>();
  private long latestMinute = UNKNOWN;
  private long sweptMinute = UNKNOWN;

  /** Events of a group often come one after the other. */
  private @Nullable GroupKey last;

  private @Nullable LastSeen lastSeen;

  /**
   * How many are admitted.
   *
   * @param perService groups of one service, 1 or more
   * @param inAll groups of all services together, 1 or more
   * @param keptMillis a group that is not seen for so long makes room, ms of event time
   */
  public record Limits(int perService, int inAll, long keptMillis) implements Serializable {}

  /** Whether a group is watched. */
  public enum Verdict {
    /** It is. */
    ADMITTED,
    /** It is not: its service has as many groups as one may have. */
    SERVICE_IS_FULL,
    /** It is not: all services together have as many as there may be. */
    ALL_IS_FULL
  }

  /** Minute of event time. */
  private static final class LastSeen {
    private long minute;

    private LastSeen(long minute) {
      this.minute = minute;
    }
  }

  /** Knows no group. */
  public GroupBudget(Limits limits) {
    this.limits = limits;
  }

  /**
   * Whether an event of a group counts; a group that is new is known from now on where it does.
   *
   * @param minute of event time that it counts in, as {@link Slice#indexOf} has it
   */
  public Verdict admit(GroupKey group, long minute) {
    latestMinute = Math.max(latestMinute, minute);
    LastSeen seen = group.equals(last) ? lastSeen : known.get(group);
    if (seen == null) {
      return admitNew(group, minute);
    }
    seen.minute = Math.max(seen.minute, minute);
    last = group;
    lastSeen = seen;
    return Verdict.ADMITTED;
  }

  private Verdict admitNew(GroupKey group, long minute) {
    Verdict verdict = room(group.service());
    if (verdict != Verdict.ADMITTED && sweptMinute < latestMinute) {
      forgetUnseen();
      verdict = room(group.service());
    }
    if (verdict == Verdict.ADMITTED) {
      put(group, minute);
    }
    return verdict;
  }

  private Verdict room(String service) {
    if (services.getOrDefault(service, 0) >= limits.perService) {
      return Verdict.SERVICE_IS_FULL;
    }
    return known.size() >= limits.inAll ? Verdict.ALL_IS_FULL : Verdict.ADMITTED;
  }

  private void put(GroupKey group, long minute) {
    known.put(group, new LastSeen(minute));
    services.merge(group.service(), 1, Integer::sum);
  }

  /** Looks at all of them, at most once a minute of event time. */
  private void forgetUnseen() {
    sweptMinute = latestMinute;
    last = null;
    long oldest = latestMinute - limits.keptMillis / Slice.LENGTH_MILLIS;
    known
        .entrySet()
        .removeIf(
            each -> {
              boolean isUnseen = each.getValue().minute < oldest;
              if (isUnseen) {
                services.computeIfPresent(
                    each.getKey().service(), (service, count) -> count == 1 ? null : count - 1);
              }
              return isUnseen;
            });
  }

  /** How many groups are known. */
  public int size() {
    return known.size();
  }

  /** Calls with each known group and the minute of event time in which it was last seen. */
  public void forEach(BiConsumer<GroupKey, Long> consumer) {
    known.forEach((group, seen) -> consumer.accept(group, seen.minute));
  }

  /** Takes up a group that was known before a restart, whether there is room or not. */
  public void restore(GroupKey group, long minute) {
    LastSeen seen = known.get(group);
    if (seen == null) {
      put(group, minute);
    } else {
      seen.minute = Math.max(seen.minute, minute);
    }
    latestMinute = Math.max(latestMinute, minute);
  }
}
