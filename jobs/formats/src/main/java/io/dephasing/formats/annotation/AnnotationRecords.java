package io.dephasing.formats.annotation;

import io.dephasing.core.annotation.AnnotationScope;
import io.dephasing.core.annotation.ScopedAnnotation.Period;
import io.dephasing.core.annotation.ScopedAnnotation.Text;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventKind;
import io.dephasing.formats.record.RecordBytes;
import io.dephasing.schemas.Annotation;
import io.dephasing.schemas.AnnotationType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Annotations as Avro records and as the bytes of their topic. */
public final class AnnotationRecords {
  private static final RecordBytes<Annotation> BYTES =
      new RecordBytes<>(Annotation.class, Annotation.getClassSchema());

  private AnnotationRecords() {}

  /** The record of the topic. */
  public static Annotation record(io.dephasing.core.annotation.ScopedAnnotation annotation) {
    AnnotationScope scope = annotation.scope();
    EventKind kind = scope.kind();
    long untilMillis = annotation.period().untilMillis();
    Text text = annotation.text();
    return Annotation.newBuilder()
        .setId(annotation.id())
        .setType(AnnotationType.valueOf(annotation.type().name()))
        .setService(scope.service())
        .setKind(kind == null ? null : kind.id())
        .setGroup(scope.group())
        .setCohort(scope.cohort())
        .setAt(Instant.ofEpochMilli(annotation.period().atMillis()))
        .setUntil(Absent.isGiven(untilMillis) ? Instant.ofEpochMilli(untilMillis) : null)
        .setTitle(text.title())
        .setVersion(text.version())
        .setAuthor(text.author())
        .setReason(text.reason())
        .build();
  }

  /** Avro single-object encoding of {@link #record}. */
  public static byte[] bytes(io.dephasing.core.annotation.ScopedAnnotation annotation) {
    return BYTES.write(record(annotation));
  }

  /**
   * What {@link #bytes} wrote, in this or an earlier release.
   *
   * @throws IllegalArgumentException where the bytes are something else
   */
  static Annotation read(byte[] bytes) {
    return BYTES.read(bytes);
  }

  /**
   * What a record says.
   *
   * @throws IllegalArgumentException where it says what is not allowed
   */
  public static io.dephasing.core.annotation.ScopedAnnotation of(Annotation record) {
    Instant until = record.getUntil();
    return new io.dephasing.core.annotation.ScopedAnnotation(
        record.getId(),
        type(record.getType().name()),
        new AnnotationScope(
            record.getService(), kind(record.getKind()), record.getGroup(), record.getCohort()),
        new Period(
            millis("at", record.getAt()), until == null ? Absent.MILLIS : millis("until", until)),
        new Text(record.getTitle(), record.getVersion(), record.getAuthor(), record.getReason()));
  }

  static io.dephasing.core.annotation.AnnotationKind type(String name) {
    return io.dephasing.core.annotation.AnnotationKind.ofName(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "type: '%s' is none of %s"
                        .formatted(name, io.dephasing.core.annotation.AnnotationKind.names())));
  }

  static @Nullable EventKind kind(@Nullable String id) {
    if (id == null) {
      return null;
    }
    return EventKind.ofId(id)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "kind: '%s' is none of %s".formatted(id, EventKind.ids())));
  }

  private static long millis(String field, Instant time) {
    try {
      return time.toEpochMilli();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("%s: must be ms between 1970 and 2100".formatted(field));
    }
  }
}
