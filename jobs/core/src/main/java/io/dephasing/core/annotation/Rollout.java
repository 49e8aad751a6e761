package io.dephasing.core.annotation;

import io.dephasing.core.event.GroupKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rollout, from what was said of its start and of its end.
 *
 * @param first its start; its end where nobody spoke of a start
 * @param endsBeforeMillis until when alerts are taken for its work, ms since the epoch; exclusive
 */
record Rollout(ScopedAnnotation first, long endsBeforeMillis) {
  private static final Comparator<ScopedAnnotation> IN_TIME =
      Comparator.comparingLong((ScopedAnnotation each) -> each.period().atMillis())
          .thenComparing(ScopedAnnotation::id);

  /** Whether an alert that begins then overlaps it. */
  boolean covers(GroupKey group, long startsAtMillis) {
    return startsAtMillis >= first.period().atMillis()
        && startsAtMillis < endsBeforeMillis
        && first.scope().covers(group);
  }

  /**
   * Pairs starts and ends: an end is of the last start before it that has the same scope and no
   * other version. It does not depend on the order of the annotations.
   *
   * @param annotations of any type
   * @return by the time of their start
   */
  static List<Rollout> of(List<ScopedAnnotation> annotations) {
    List<ScopedAnnotation> sorted = annotations.stream().sorted(IN_TIME).toList();
    List<ScopedAnnotation> starts = new ArrayList<>();
    Map<String, ScopedAnnotation> firstEnds = new HashMap<>();
    List<Rollout> rollouts = new ArrayList<>();
    for (ScopedAnnotation each : sorted) {
      if (each.type() == AnnotationKind.ROLLOUT_START) {
        starts.add(each);
      } else if (each.type() == AnnotationKind.ROLLOUT_END) {
        ScopedAnnotation start = startOf(each, starts);
        if (start == null) {
          rollouts.add(new Rollout(each, each.endMillis()));
        } else {
          firstEnds.putIfAbsent(start.id(), each);
        }
      }
    }
    for (ScopedAnnotation start : starts) {
      ScopedAnnotation end = firstEnds.get(start.id());
      rollouts.add(new Rollout(start, end == null ? start.endMillis() : end.endMillis()));
    }
    rollouts.sort(Comparator.comparing(Rollout::first, IN_TIME));
    return List.copyOf(rollouts);
  }

  private static @Nullable ScopedAnnotation startOf(
      ScopedAnnotation end, List<ScopedAnnotation> starts) {
    for (int i = starts.size() - 1; i >= 0; i--) {
      ScopedAnnotation start = starts.get(i);
      if (start.scope().equals(end.scope()) && isSameVersion(start, end)) {
        return start;
      }
    }
    return null;
  }

  private static boolean isSameVersion(ScopedAnnotation start, ScopedAnnotation end) {
    String one = start.text().version();
    String other = end.text().version();
    return one == null || other == null || one.equals(other);
  }
}
