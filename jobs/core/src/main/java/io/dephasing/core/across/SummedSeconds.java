package io.dephasing.core.across;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.group.OnsetSecond;
import io.dephasing.core.rule.CrossGroupRule.Together;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The seconds that end at one, summed: over all from the seconds' own sums, by service where that
 * is asked. A wider position goes on from the narrower one.
 */
final class SummedSeconds {
  private static final int NAMES = 16;

  private final NavigableMap<Long, OnsetSecond> all;
  private final long second;
  private final List<OnsetSecond> seconds = new ArrayList<>();
  private final Sum overAll = new Sum();
  private final Map<String, Sum> byService = new HashMap<>();
  private int width;
  private int summed;

  /** Groups that began, of all or of one service. */
  static final class Sum {
    private final int[] byKind = new int[EventKind.all().size()];
    private int groups;
    private int peak;
    private int starts;
    private int startsIn = -1;

    private void add(int number, EventKind kind, int began, int events) {
      starts = number == startsIn ? starts + events : events;
      startsIn = number;
      peak = Math.max(peak, starts);
      groups += began;
      byKind[kind.ordinal()] += began;
    }

    int groups() {
      return groups;
    }

    /** The kind of most of the groups: what the alert is about. */
    EventKind kind() {
      EventKind most = EventKind.JOB_START;
      for (EventKind kind : EventKind.all()) {
        most = byKind[kind.ordinal()] > byKind[most.ordinal()] ? kind : most;
      }
      return most;
    }
  }

  /** Nothing summed yet. */
  SummedSeconds(NavigableMap<Long, OnsetSecond> all, long second) {
    this.all = all;
    this.second = second;
  }

  /** Takes further seconds in; once it is so wide, nothing. */
  void widen(int toWidth) {
    if (toWidth <= width) {
      return;
    }
    for (OnsetSecond each : all.subMap(second - toWidth + 1, second - width + 1).values()) {
      for (EventKind kind : EventKind.all()) {
        overAll.add(seconds.size(), kind, each.groups(kind), 0);
      }
      overAll.peak = Math.max(overAll.peak, each.starts());
      seconds.add(each);
    }
    width = toWidth;
  }

  long second() {
    return second;
  }

  int width() {
    return width;
  }

  Sum overAll() {
    return overAll;
  }

  Map<String, Sum> byService() {
    for (; summed < seconds.size(); summed++) {
      int number = summed;
      seconds
          .get(number)
          .byRollUp()
          .forEach(
              (rollUp, count) ->
                  byService
                      .computeIfAbsent(rollUp.service(), service -> new Sum())
                      .add(number, rollUp.kind(), count.groups(), count.starts()));
    }
    return byService;
  }

  Together togetherOverAll() {
    return together(overAll, List.copyOf(names().keySet()));
  }

  Together togetherOf(String service) {
    List<String> own = new ArrayList<>();
    names()
        .forEach(
            (name, whose) -> {
              if (whose.equals(service)) {
                own.add(name);
              }
            });
    return together(byService().getOrDefault(service, new Sum()), own);
  }

  private Together together(Sum sum, List<String> names) {
    List<String> first = names.subList(0, Math.min(NAMES, names.size()));
    return new Together(second, width, sum.groups, sum.peak, first);
  }

  private Map<String, String> names() {
    Map<String, String> names = new TreeMap<>();
    seconds.forEach(each -> names.putAll(each.names()));
    return names;
  }
}
