package io.dephasing.core.annotation;

import io.dephasing.core.event.GroupKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** All annotations that are known: what they say of a group at a time. Immutable. */
public final class Annotations {
  /** Nobody has said anything. */
  public static final Annotations NONE = of(List.of());

  private static final OfService NOTHING = OfService.of(List.of());

  private final Map<String, OfService> byService;
  private final int size;

  private Annotations(Map<String, OfService> byService, int size) {
    this.byService = byService;
    this.size = size;
  }

  /** What these say, whatever their order. */
  public static Annotations of(Collection<ScopedAnnotation> annotations) {
    Map<String, List<ScopedAnnotation>> sorted = new HashMap<>();
    for (ScopedAnnotation each : annotations) {
      sorted.computeIfAbsent(each.scope().service(), service -> new ArrayList<>()).add(each);
    }
    Map<String, OfService> byService = new HashMap<>();
    sorted.forEach((service, all) -> byService.put(service, OfService.of(all)));
    return new Annotations(byService, annotations.size());
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Whether a maintenance covers the instant, ms since the epoch. */
  public boolean isMaintained(GroupKey group, long atMillis) {
    return isMaintained(group, atMillis, atMillis + 1);
  }

  /** Whether a maintenance covers some of the time from start to end, ms; the end is exclusive. */
  public boolean isMaintained(GroupKey group, long startMillis, long endMillis) {
    return isMaintained(ofService(group.service()), group, startMillis, endMillis)
        || isMaintained(overAll(group), group, startMillis, endMillis);
  }

  /** The rollout that an alert overlaps that begins then: of several the one that began last. */
  public Optional<String> rolloutOf(GroupKey group, long startsAtMillis) {
    Optional<Rollout> own = lastRollout(ofService(group.service()), group, startsAtMillis);
    Optional<Rollout> ofAll = lastRollout(overAll(group), group, startsAtMillis);
    boolean isOwn =
        own.isPresent()
            && (ofAll.isEmpty()
                || own.get().first().period().atMillis()
                    >= ofAll.get().first().period().atMillis());
    return (isOwn ? own : ofAll).map(rollout -> rollout.first().rolloutName());
  }

  /** When the group's dephasing changed last, not after this time; ms since the epoch. */
  public OptionalLong lastDephasingChange(GroupKey group, long asOfMillis) {
    long last =
        Math.max(
            lastChange(ofService(group.service()), group, asOfMillis),
            lastChange(overAll(group), group, asOfMillis));
    return last == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(last);
  }

  private OfService ofService(String service) {
    return byService.getOrDefault(service, NOTHING);
  }

  /** What holds for all services; the roll-up over them has seen it as its own. */
  private OfService overAll(GroupKey group) {
    return group.isOverAll() ? NOTHING : ofService(GroupKey.ALL);
  }

  private static boolean isMaintained(
      OfService known, GroupKey group, long startMillis, long endMillis) {
    for (ScopedAnnotation each : known.maintenance) {
      if (each.period().atMillis() < endMillis
          && each.period().untilMillis() > startMillis
          && each.scope().covers(group)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Rollout> lastRollout(
      OfService known, GroupKey group, long startsAtMillis) {
    for (int i = known.rollouts.size() - 1; i >= 0; i--) {
      if (known.rollouts.get(i).covers(group, startsAtMillis)) {
        return Optional.of(known.rollouts.get(i));
      }
    }
    return Optional.empty();
  }

  private static long lastChange(OfService known, GroupKey group, long asOfMillis) {
    long last = Long.MIN_VALUE;
    for (ScopedAnnotation each : known.changes) {
      long atMillis = each.period().atMillis();
      if (atMillis <= asOfMillis && atMillis > last && each.scope().covers(group)) {
        last = atMillis;
      }
    }
    return last;
  }

  /** What was said of one service. */
  private record OfService(
      List<ScopedAnnotation> maintenance, List<Rollout> rollouts, List<ScopedAnnotation> changes) {
    static OfService of(List<ScopedAnnotation> all) {
      return new OfService(
          all.stream().filter(each -> each.type() == AnnotationKind.MAINTENANCE).toList(),
          Rollout.of(all),
          all.stream().filter(each -> each.type() == AnnotationKind.DEPHASING_CHANGE).toList());
    }
  }
}
