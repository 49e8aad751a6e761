package io.dephasing.formats.annotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.AnnotationChange.Place;
import io.dephasing.core.annotation.ScopedAnnotation;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of the annotations topic. Each record becomes an annotation, a withdrawal or a
 * refusal with its reason; none is dropped silently.
 */
public final class AnnotationReader {
  private static final byte AVRO = (byte) 0xC3;

  /** The longest texts, each character escaped, are half of it. */
  private static final int MOST_BYTES = 128 << 10;

  private static final int MOST_ID_CHARACTERS = 1_024;
  private static final int MOST_REFUSAL_CHARACTERS = 500;

  private AnnotationReader() {}

  /**
   * What a record asks for.
   *
   * @param key its key; null where it has none
   * @param value its value: Avro single-object encoding or JSON; null where the annotation is
   *     withdrawn
   * @param place where it is
   */
  public static AnnotationChange read(byte @Nullable [] key, byte @Nullable [] value, Place place) {
    String named = key == null ? "" : cut(new String(key, UTF_8), MOST_ID_CHARACTERS);
    if (value == null) {
      return named.isEmpty()
          ? AnnotationChange.refused("", "neither key nor value", place)
          : AnnotationChange.withdrawn(named, null, place);
    }
    try {
      ScopedAnnotation annotation = annotation(value);
      if (!named.isEmpty() && !named.equals(annotation.id())) {
        throw new IllegalArgumentException(
            "key: '%s' is not the annotation's id '%s'".formatted(named, annotation.id()));
      }
      return AnnotationChange.accepted(annotation, place);
    } catch (IllegalArgumentException e) {
      String why = cut(String.valueOf(e.getMessage()), MOST_REFUSAL_CHARACTERS);
      return AnnotationChange.refused(named, why, place);
    }
  }

  /**
   * What can be seen of a line without judging it, for whoever publishes lines as they are.
   *
   * @param id empty where none can be read
   * @param atMillis 0 where none can be read
   */
  public record Glance(String id, long atMillis) {}

  /** A glance at a line of a file. */
  public static Glance glance(byte[] json) {
    return AnnotationJson.glance(json);
  }

  private static ScopedAnnotation annotation(byte[] value) {
    if (value.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "%d bytes are more than %d".formatted(value.length, MOST_BYTES));
    }
    if (value.length > 0 && value[0] == AVRO) {
      return AnnotationRecords.of(AnnotationRecords.read(value));
    }
    return AnnotationJson.read(value);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
