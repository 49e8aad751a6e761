package io.dephasing.core.annotation;

import io.dephasing.core.annotation.ScopedAnnotation.Period;
import io.dephasing.core.annotation.ScopedAnnotation.Text;

/** Annotations for tests: their ids say what they are. */
public final class Notes {
  private Notes() {}

  /** Maintenance of all groups of a service. */
  public static ScopedAnnotation maintenance(String service, long atMillis, long untilMillis) {
    return maintenance(AnnotationScope.ofService(service), atMillis, untilMillis);
  }

  static ScopedAnnotation maintenance(AnnotationScope scope, long atMillis, long untilMillis) {
    return new ScopedAnnotation(
        "maintenance/%s/%d".formatted(scope.service(), atMillis),
        AnnotationKind.MAINTENANCE,
        scope,
        new Period(atMillis, untilMillis),
        Text.NONE);
  }

  /** What happens to a service at an instant; of a version where there is one. */
  public static ScopedAnnotation instant(
      AnnotationKind type, String service, long atMillis, String version) {
    return new ScopedAnnotation(
        "%s/%s/%d".formatted(type.id(), service, atMillis),
        type,
        AnnotationScope.ofService(service),
        Period.at(atMillis),
        new Text(null, version.isEmpty() ? null : version, null, null));
  }
}
