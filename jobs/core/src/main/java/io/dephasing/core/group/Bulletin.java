package io.dephasing.core.group;

import io.dephasing.core.annotation.AnnotationChange;
import org.jspecify.annotations.Nullable;

/**
 * A message that is broadcast to all groups. Exactly one of the two fields is set.
 *
 * @param span what a source knows of the job's span
 * @param change of an annotation
 */
public record Bulletin(@Nullable JobSpan span, @Nullable AnnotationChange change) {
  public Bulletin {
    if ((span == null) == (change == null)) {
      throw new IllegalArgumentException("a bulletin has either a span or a change");
    }
  }

  /** What a source knows of the job's span. */
  public static Bulletin of(JobSpan span) {
    return new Bulletin(span, null);
  }

  /** A change of an annotation. */
  public static Bulletin of(AnnotationChange change) {
    return new Bulletin(null, change);
  }
}
