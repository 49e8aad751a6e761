package io.dephasing.core.rule;

import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.OpenSlices;
import io.dephasing.core.history.Scope;
import io.dephasing.core.slice.KeySeconds;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.LinearCounting;
import java.util.TreeSet;

/** Resource keys in a stretch of seconds, of events that were on time. */
record KeyLook(OpenSlices open) {
  /**
   * The key with the most distinct instances in a stretch.
   *
   * @param key which; empty where no event names one
   * @param instances distinct instances
   * @param events its events in the stretch
   * @param isExact whether they are counted one by one, not by linear counting
   */
  record Busiest(String key, long instances, long events, boolean isExact) {
    static final Busiest NONE = new Busiest("", 0, 0, false);

    boolean isLess(long otherInstances, long otherEvents) {
      return instances != otherInstances ? instances < otherInstances : events < otherEvents;
    }
  }

  /** Whether any second that may still be asked for has a key. */
  boolean hasKeys() {
    for (OpenSlice slice : open.all()) {
      if (slice.slice().hasKeySeconds()) {
        return true;
      }
    }
    return false;
  }

  /** Most instances first, then most events, then the least name. */
  Busiest busiest(long first, long last) {
    TreeSet<String> keys = new TreeSet<>();
    for (long slice = slice(first); slice <= slice(last); slice++) {
      OpenSlice found = open.find(slice);
      if (found != null) {
        keys.addAll(found.slice().resourceKeys().seconds().keys());
      }
    }
    Busiest busiest = Busiest.NONE;
    for (String key : keys) {
      long events = events(key, first, last);
      long instances = LinearCounting.distinct(clients(key, first, last), events);
      busiest =
          busiest.isLess(instances, events) ? new Busiest(key, instances, events, false) : busiest;
    }
    return busiest;
  }

  /**
   * The same with its instances counted as well as they can be, once all events of the stretch are
   * there: where all go for this one key, they are those of the group.
   */
  Busiest counted(Busiest busiest, long first, long last) {
    long all = open.distinct(first, last, Scope.ON_TIME);
    boolean isOnlyKey = busiest.events() == open.sum(first, last, Scope.ON_TIME);
    boolean isExact = isOnlyKey && !open.hasSketch(first, last, Scope.ON_TIME);
    long instances = isOnlyKey ? all : Math.min(all, busiest.instances());
    return new Busiest(busiest.key(), instances, busiest.events(), isExact);
  }

  /** Events of a key in the seconds from first to last. */
  long events(String key, long first, long last) {
    long events = 0;
    for (long slice = slice(first); slice <= slice(last); slice++) {
      OpenSlice found = open.find(slice);
      if (found != null) {
        KeySeconds seconds = found.slice().resourceKeys().seconds();
        events += seconds.events(key, from(found, first), to(found, last));
      }
    }
    return events;
  }

  private long clients(String key, long first, long last) {
    long clients = 0;
    for (long slice = slice(first); slice <= slice(last); slice++) {
      OpenSlice found = open.find(slice);
      if (found != null) {
        KeySeconds seconds = found.slice().resourceKeys().seconds();
        clients |= seconds.clients(key, from(found, first), to(found, last));
      }
    }
    return clients;
  }

  /** The second from first to last with the most events of a key; the earliest on ties. */
  long fullestSecond(String key, long first, long last) {
    long fullest = first;
    long most = -1;
    for (long second = first; second <= last; second++) {
      long events = events(key, second, second);
      fullest = events > most ? second : fullest;
      most = Math.max(most, events);
    }
    return fullest;
  }

  private static long slice(long second) {
    return Math.floorDiv(second, Slice.BUCKETS);
  }

  private static int from(OpenSlice slice, long first) {
    return (int) Math.max(0, first - slice.firstSecond());
  }

  private static int to(OpenSlice slice, long last) {
    return (int) Math.min(Slice.BUCKETS - 1, last - slice.firstSecond());
  }
}
