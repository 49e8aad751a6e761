package io.dephasing.core.annotation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The annotations that are still of use. Bounded: forgotten is what ended two days of event time
 * ago, and beyond 10,000 what ended first; a change of dephasing does not end, but it is among the
 * first to go where there is no room.
 */
public final class AnnotationBook {
  /** Most that are known. */
  public static final int MOST = 10_000;

  private static final long KEPT_MILLIS = 48 * 3_600_000L;
  private static final Comparator<ScopedAnnotation> BY_END =
      Comparator.comparingLong(ScopedAnnotation::endMillis).thenComparing(ScopedAnnotation::id);

  private final Map<String, ScopedAnnotation> byId = new HashMap<>();
  private final TreeSet<ScopedAnnotation> passing = new TreeSet<>(BY_END);
  private final TreeSet<ScopedAnnotation> all = new TreeSet<>(BY_END);
  private @Nullable Annotations known;

  /** The annotation with this id; null where it is not known. */
  public @Nullable ScopedAnnotation find(String id) {
    return byId.get(id);
  }

  /**
   * Takes one in, in place of the one with its id.
   *
   * @param watermarkMillis how far event time is, ms since the epoch
   * @return ids of those that are forgotten for it; its own may be among them
   */
  public List<String> put(ScopedAnnotation annotation, long watermarkMillis) {
    remove(annotation.id());
    byId.put(annotation.id(), annotation);
    all.add(annotation);
    if (annotation.type() != AnnotationKind.DEPHASING_CHANGE) {
      passing.add(annotation);
    }
    List<String> forgotten = new ArrayList<>();
    while (!passing.isEmpty()
        && watermarkMillis > Long.MIN_VALUE + KEPT_MILLIS
        && passing.first().endMillis() < watermarkMillis - KEPT_MILLIS) {
      forget(passing.first(), forgotten);
    }
    while (all.size() > MOST) {
      forget(all.first(), forgotten);
    }
    return forgotten;
  }

  /** Takes one out. */
  public void remove(String id) {
    known = null;
    ScopedAnnotation gone = byId.remove(id);
    if (gone != null) {
      all.remove(gone);
      passing.remove(gone);
    }
  }

  /** All that are known. */
  public Collection<ScopedAnnotation> all() {
    return List.copyOf(all);
  }

  /** What they say. */
  public Annotations annotations() {
    Annotations current = known;
    if (current == null) {
      current = Annotations.of(all);
      known = current;
    }
    return current;
  }

  private void forget(ScopedAnnotation annotation, List<String> forgotten) {
    remove(annotation.id());
    forgotten.add(annotation.id());
  }
}
