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
record Rollout(Annotation first, long endsBeforeMillis) {
  private static final Comparator<Annotation> IN_TIME =
      Comparator.comparingLong((Annotation each) -> each.period().atMillis())
          .thenComparing(Annotation::id);

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
  static List<Rollout> of(List<Annotation> annotations) {
    List<Annotation> sorted = annotations.stream().sorted(IN_TIME).toList();
    List<Annotation> starts = new ArrayList<>();
    Map<String, Annotation> firstEnds = new HashMap<>();
    List<Rollout> rollouts = new ArrayList<>();
    for (Annotation each : sorted) {
      if (each.type() == AnnotationType.ROLLOUT_START) {
        starts.add(each);
      } else if (each.type() == AnnotationType.ROLLOUT_END) {
        Annotation start = startOf(each, starts);
        if (start == null) {
          rollouts.add(new Rollout(each, each.endMillis()));
        } else {
          firstEnds.putIfAbsent(start.id(), each);
        }
      }
    }
    for (Annotation start : starts) {
      Annotation end = firstEnds.get(start.id());
      rollouts.add(new Rollout(start, end == null ? start.endMillis() : end.endMillis()));
    }
    rollouts.sort(Comparator.comparing(Rollout::first, IN_TIME));
    return List.copyOf(rollouts);
  }

  private static @Nullable Annotation startOf(Annotation end, List<Annotation> starts) {
    for (int i = starts.size() - 1; i >= 0; i--) {
      Annotation start = starts.get(i);
      if (start.scope().equals(end.scope()) && isSameVersion(start, end)) {
        return start;
      }
    }
    return null;
  }

  private static boolean isSameVersion(Annotation start, Annotation end) {
    String one = start.text().version();
    String other = end.text().version();
    return one == null || other == null || one.equals(other);
  }
}
