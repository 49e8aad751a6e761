package io.dephasing.formats.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/**
 * Translates a JSON object with the current schema's field names into the bytes that the schema
 * would have written. Fields that the schema does not have are ignored; an optional field may be
 * left out or null.
 */
final class JsonTranslation {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String TYPE = "type";
  private static final String INGEST_TIME = "ingestTime";

  private final EventKind kind;
  private final boolean isReplay;
  private final Schema schema;
  private final CurrentBytes out;
  private final Map<String, JsonField> fields = new HashMap<>();
  private final GenericData.Record record;
  private @Nullable String type;
  private long ingestTimeMillis;
  private Refusal refusal = Refusal.MALFORMED;
  private String problem = "";

  JsonTranslation(EventKind kind, EventOrigin origin, CurrentBytes out) {
    this.kind = kind;
    this.isReplay = origin == EventOrigin.REPLAY;
    this.schema = EventReaders.schema(kind);
    this.out = out;
    this.record = new GenericData.Record(schema);
    schema.getFields().forEach(field -> fields.put(field.name(), new JsonField(field)));
  }

  /** The bytes of the current schema; null where there are none: see {@link #problem()}. */
  byte @Nullable [] translate(byte[] bytes, int offset, int length) {
    clear();
    try (JsonParser parser = JSON.createParser(bytes, offset, length)) {
      boolean isRead = parser.nextToken() == JsonToken.START_OBJECT && readFields(parser);
      if (isRead && parser.nextToken() != null) {
        refuse(Refusal.MALFORMED, "something follows the JSON object");
      }
      return isOfKind() && isComplete() ? out.encode(record) : null;
    } catch (IOException e) { // no JSON, or a number that its type cannot hold
      refuse(Refusal.MALFORMED, "no JSON object: %s".formatted(firstLine(e)));
      return null;
    }
  }

  /** What was wrong with the last object that gave no bytes. */
  String problem() {
    return problem;
  }

  /** Its kind. */
  Refusal refusal() {
    return refusal;
  }

  /** The {@code ingestTime} of the last object; {@link Absent#MILLIS} where it gave none. */
  long ingestTimeMillis() {
    return ingestTimeMillis;
  }

  private void clear() {
    for (int i = 0; i < schema.getFields().size(); i++) {
      record.put(i, null);
    }
    type = null;
    ingestTimeMillis = Absent.MILLIS;
    problem = "";
  }

  private boolean readFields(JsonParser parser) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      JsonField field = fields.get(name);
      if (field != null) {
        readField(field, parser, token);
      } else if (name.equals(TYPE)) {
        type = type(parser, token);
      } else if (name.equals(INGEST_TIME)) {
        readIngestTime(parser, token);
      }
      parser.skipChildren();
    }
    return true;
  }

  private static @Nullable String type(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    return token.isScalarValue() ? parser.getText() : token.asString();
  }

  private void readField(JsonField field, JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    Object value = field.value(parser, token);
    if (value == null) {
      refuse(Refusal.INVALID_FIELD, "%s: must be %s".formatted(field.name(), field.expected()));
    } else {
      record.put(field.position(), value == JsonField.NOT_KEPT ? null : value);
    }
  }

  private void readIngestTime(JsonParser parser, JsonToken token) throws IOException {
    if (!isReplay || token == JsonToken.VALUE_NULL) {
      return;
    }
    long millis = token == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : 0;
    if (Bounds.isTime(millis)) {
      ingestTimeMillis = millis;
    } else {
      refuse(Refusal.INVALID_FIELD, "ingestTime: must be ms between 1970 and 2100");
    }
  }

  private boolean isOfKind() {
    if (type == null && isReplay && problem.isEmpty()) {
      refuse(Refusal.UNKNOWN_SCHEMA, "unknown type: absent, one of %s".formatted(EventKind.ids()));
    } else if (type != null && !type.equals(kind.id())) {
      String expected =
          EventKind.ofId(type).isPresent()
              ? "on a topic of " + kind.id()
              : "is none of " + EventKind.ids();
      problem = ""; // whatever else is wrong follows from this
      refuse(Refusal.UNKNOWN_SCHEMA, "unknown type: '%s' %s".formatted(shortened(type), expected));
    }
    return problem.isEmpty();
  }

  private boolean isComplete() {
    for (Schema.Field field : schema.getFields()) {
      if (!field.hasDefaultValue() && record.get(field.pos()) == null) {
        refuse(Refusal.INVALID_FIELD, "%s: missing".formatted(field.name()));
      }
    }
    return problem.isEmpty();
  }

  /** Keeps the first problem: the others may follow from it. */
  private void refuse(Refusal kindOfRefusal, String reason) {
    if (problem.isEmpty()) {
      refusal = kindOfRefusal;
      problem = reason;
    }
  }

  private static String shortened(String text) {
    return text.length() > 64 ? text.substring(0, 64) + "…" : text;
  }

  private static String firstLine(IOException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
