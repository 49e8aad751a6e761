package io.dephasing.formats.annotation;

import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.AnnotationChange.Place;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.formats.record.OutputFormat;
import io.dephasing.formats.record.RecordBytes;
import io.dephasing.schemas.Audit;
import io.dephasing.schemas.AuditSubject;
import io.dephasing.schemas.AuditVerdict;
import java.time.Instant;

/** What became of changes, as Avro records and as the bytes of the audit topic. */
public final class AuditRecords {
  private static final RecordBytes<Audit> BYTES =
      new RecordBytes<>(Audit.class, Audit.getClassSchema());

  private AuditRecords() {}

  /** The record of the topic. */
  public static Audit record(AnnotationChange change) {
    ScopedAnnotation annotation = change.annotation();
    Place place = change.place();
    return Audit.newBuilder()
        .setSubject(AuditSubject.ANNOTATION)
        .setSubjectId(change.id())
        .setVerdict(AuditVerdict.valueOf(change.outcome().name()))
        .setPublishedAt(Instant.ofEpochMilli(place.publishedMillis()))
        .setTopic(place.topic())
        .setPartition(place.partition())
        .setOffset(place.offset())
        .setAuthor(annotation == null ? null : annotation.text().author())
        .setReason(annotation == null ? null : annotation.text().reason())
        .setRefusal(change.refusal().isEmpty() ? null : change.refusal())
        .setAnnotation(annotation == null ? null : AnnotationRecords.record(annotation))
        .build();
  }

  /** The value of its record in the topic. */
  public static byte[] bytes(AnnotationChange change, OutputFormat format) {
    return BYTES.write(record(change), format);
  }

  /** Avro single-object encoding of {@link #record}. */
  public static byte[] bytes(AnnotationChange change) {
    return BYTES.write(record(change));
  }

  /**
   * What {@link #bytes} wrote, in this or an earlier release.
   *
   * @throws IllegalArgumentException where the bytes are something else
   */
  public static Audit read(byte[] bytes) {
    return BYTES.read(bytes);
  }
}
