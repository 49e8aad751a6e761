package io.dephasing.formats.annotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dephasing.core.annotation.AnnotationScope;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.annotation.ScopedAnnotation.Period;
import io.dephasing.core.annotation.ScopedAnnotation.Text;
import io.dephasing.core.event.Absent;
import io.dephasing.formats.annotation.AnnotationReader.Glance;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One annotation as a JSON object with the schema's names. An unknown field is an error: a group
 * whose name is misspelled would else be all groups.
 */
final class AnnotationJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final List<String> NAMES =
      io.dephasing.schemas.Annotation.getClassSchema().getFields().stream()
          .map(Schema.Field::name)
          .toList();

  private static final long END_OF_TIME_MILLIS = 4_102_444_800_000L; // 2100

  private final JsonNode object;

  private AnnotationJson(JsonNode object) {
    this.object = object;
  }

  /**
   * What the object says.
   *
   * @throws IllegalArgumentException where it is none, or says what is not allowed
   */
  static ScopedAnnotation read(byte[] json) {
    return parse(json).annotation();
  }

  static Glance glance(byte[] json) {
    try {
      JsonNode object = parse(json).object;
      long atMillis = object.path("at").asLong(0);
      boolean isTime = atMillis > 0 && atMillis < END_OF_TIME_MILLIS;
      return new Glance(object.path("id").asText(""), isTime ? atMillis : 0);
    } catch (IllegalArgumentException e) {
      return new Glance("", 0);
    }
  }

  private static AnnotationJson parse(byte[] json) {
    JsonNode node;
    try {
      node = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON object: " + firstLine(e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON object", e);
    }
    if (!node.isObject()) {
      throw new IllegalArgumentException("no JSON object");
    }
    return new AnnotationJson(node);
  }

  private ScopedAnnotation annotation() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                    "%s: unknown field; one of %s".formatted(name, String.join(", ", NAMES)));
              }
            });
    return new ScopedAnnotation(
        required("id"),
        AnnotationRecords.type(required("type")),
        new AnnotationScope(
            required("service"),
            AnnotationRecords.kind(text("kind")),
            text("group"),
            text("cohort")),
        new Period(requiredMillis("at"), millis("until")),
        new Text(text("title"), text("version"), text("author"), text("reason")));
  }

  private String required(String field) {
    String text = text(field);
    if (text == null) {
      throw new IllegalArgumentException("%s: missing".formatted(field));
    }
    return text;
  }

  private @Nullable String text(String field) {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException("%s: must be a text".formatted(field));
    }
    return value.asText();
  }

  private long requiredMillis(String field) {
    long millis = millis(field);
    if (!Absent.isGiven(millis)) {
      throw new IllegalArgumentException("%s: missing".formatted(field));
    }
    return millis;
  }

  private long millis(String field) {
    JsonNode value = object.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Absent.MILLIS;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() <= 0) {
      throw new IllegalArgumentException(
          "%s: must be ms between 1970 and 2100, a whole number".formatted(field));
    }
    return value.asLong();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}
