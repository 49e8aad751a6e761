package io.dephasing.export.prometheus;

import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.event.GroupKey;
import io.dephasing.export.series.AnnotationMark;
import io.dephasing.export.series.AnnotationMark.Line;
import io.dephasing.export.series.ExportedMetric;
import io.dephasing.formats.annotation.AnnotationRecords;
import io.dephasing.schemas.Audit;
import io.dephasing.schemas.AuditVerdict;
import java.util.Optional;

/** Records of the audit as what panels draw. */
public final class AuditMarks {
  private AuditMarks() {}

  /**
   * What a record draws; nothing where it was refused, or is of something else.
   *
   * @throws IllegalArgumentException where its annotation is none
   */
  public static Optional<AnnotationMark> of(Audit audit) {
    io.dephasing.schemas.Annotation record = audit.getAnnotation();
    boolean isAccepted = audit.getVerdict() == AuditVerdict.ACCEPTED;
    if (record == null || (!isAccepted && audit.getVerdict() != AuditVerdict.WITHDRAWN)) {
      return Optional.empty();
    }
    AnnotationMark mark = mark(AnnotationRecords.of(record));
    return Optional.of(isAccepted ? mark : mark.withdrawn());
  }

  private static AnnotationMark mark(ScopedAnnotation annotation) {
    long atMillis = annotation.period().atMillis();
    return annotation.type() == AnnotationKind.MAINTENANCE
        ? AnnotationMark.stretch(
            annotation.id(), line(annotation), atMillis, annotation.period().untilMillis())
        : AnnotationMark.instant(annotation.id(), line(annotation), atMillis);
  }

  private static Line line(ScopedAnnotation annotation) {
    String scope = annotation.scope().service();
    String service = scope.equals(GroupKey.ALL) ? "" : scope;
    String title = annotation.shownTitle();
    return switch (annotation.type()) {
      case MAINTENANCE -> new Line(ExportedMetric.MAINTENANCE_ACTIVE, "", service, title);
      case ROLLOUT_START, ROLLOUT_END -> instant("deployment", service, title);
      case DEPHASING_CHANGE -> instant("baseline", service, title);
    };
  }

  private static Line instant(String type, String service, String title) {
    return new Line(ExportedMetric.ANNOTATION_TIMESTAMP_SECONDS, type, service, title);
  }
}
