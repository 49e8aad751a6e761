package io.dephasing.core.annotation;

import io.dephasing.core.event.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * What one record of the annotations' topic asked for, and what came of it.
 *
 * @param outcome what came of it
 * @param id of the annotation; empty where the record has none that can be read
 * @param annotation that was accepted, or that was withdrawn where it was known
 * @param refusal why it was refused; empty where it was not
 * @param place where the record is
 */
public record AnnotationChange(
    Outcome outcome,
    String id,
    @Nullable ScopedAnnotation annotation,
    String refusal,
    Place place) {
  public AnnotationChange {
    if (outcome == Outcome.ACCEPTED && annotation == null) {
      throw new IllegalArgumentException("annotation '%s' is accepted, but absent".formatted(id));
    }
  }

  /** What may come of it. */
  public enum Outcome {
    /** It holds. */
    ACCEPTED,
    /** It is malformed. */
    REFUSED,
    /** It holds no more. */
    WITHDRAWN
  }

  /**
   * Where a record is.
   *
   * @param topic its topic
   * @param partition of the topic
   * @param offset within the partition
   * @param publishedMillis the record's own time, ms since the epoch
   */
  public record Place(String topic, int partition, long offset, long publishedMillis) {}

  /** The annotation holds. */
  public static AnnotationChange accepted(ScopedAnnotation annotation, Place place) {
    return new AnnotationChange(Outcome.ACCEPTED, annotation.id(), annotation, "", place);
  }

  /** The record is malformed. */
  public static AnnotationChange refused(String id, String refusal, Place place) {
    // It quotes what came, of which not all can be written again as it was.
    return new AnnotationChange(Outcome.REFUSED, id, null, PlainText.of(refusal), place);
  }

  /**
   * The annotation holds no more.
   *
   * @param annotation as it was; null where it is not known
   */
  public static AnnotationChange withdrawn(
      String id, @Nullable ScopedAnnotation annotation, Place place) {
    return new AnnotationChange(Outcome.WITHDRAWN, id, annotation, "", place);
  }
}
