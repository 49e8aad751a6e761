package io.dephasing.formats.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Avro records as JSON Lines: the schema's field names in its order, times as epoch milliseconds,
 * what is absent left out, the keys of maps sorted. Not Avro's own JSON encoding, which spells out
 * unions.
 */
public final class AvroJson {
  private static final JsonFactory JSON = new JsonFactory();

  private AvroJson() {}

  /** The record as one JSON object on one line, without the line's end. */
  public static String line(IndexedRecord record) {
    return line(record, Map.of());
  }

  /**
   * The record with fields that its schema does not have, which come first.
   *
   * @param extra strings and longs by name
   */
  public static String line(IndexedRecord record, Map<String, ?> extra) {
    StringWriter line = new StringWriter(512);
    try (JsonGenerator out = JSON.createGenerator(line)) {
      out.writeStartObject();
      for (Map.Entry<String, ?> field : extra.entrySet()) {
        out.writeFieldName(field.getKey());
        writeValue(out, field.getValue());
      }
      writeFields(out, record);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot be written to", e);
    }
    return line.toString();
  }

  private static void writeFields(JsonGenerator out, IndexedRecord record) throws IOException {
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (isDefined(value)) {
        out.writeFieldName(field.name());
        writeValue(out, value);
      }
    }
  }

  /** JSON has no number that is none: it is left out like what is absent. */
  private static boolean isDefined(@Nullable Object value) {
    return value != null && !(value instanceof Double number && !Double.isFinite(number));
  }

  private static void writeValue(JsonGenerator out, @Nullable Object value) throws IOException {
    if (value instanceof IndexedRecord record) {
      out.writeStartObject();
      writeFields(out, record);
      out.writeEndObject();
    } else if (value instanceof Collection<?> items) {
      out.writeStartArray();
      for (Object item : items) {
        writeValue(out, item);
      }
      out.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      writeMap(out, map);
    } else if (value instanceof Instant time) {
      out.writeNumber(time.toEpochMilli());
    } else if (value instanceof Number number) {
      writeNumber(out, number);
    } else if (value instanceof Boolean claim) {
      out.writeBoolean(claim);
    } else {
      out.writeString(String.valueOf(value)); // a text or an enum's symbol
    }
  }

  private static void writeMap(JsonGenerator out, Map<?, ?> map) throws IOException {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach(
        (key, value) -> {
          if (isDefined(value)) {
            sorted.put(String.valueOf(key), value);
          }
        });
    out.writeStartObject();
    for (Map.Entry<String, Object> entry : sorted.entrySet()) {
      out.writeFieldName(entry.getKey());
      writeValue(out, entry.getValue());
    }
    out.writeEndObject();
  }

  private static void writeNumber(JsonGenerator out, Number number) throws IOException {
    if (number instanceof Double || number instanceof Float) {
      out.writeNumber(number.doubleValue());
    } else {
      out.writeNumber(number.longValue());
    }
  }
}
