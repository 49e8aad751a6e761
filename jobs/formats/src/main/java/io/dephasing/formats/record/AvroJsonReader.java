package io.dephasing.formats.record;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link AvroJson} wrote, in this or another release: what is absent has its default,
 * what the schema does not have is passed over, and a symbol that it does not have is its default.
 */
final class AvroJsonReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final SpecificData model;

  /** For records of these generated classes. */
  AvroJsonReader(SpecificData model) {
    this.model = model;
  }

  /** Whether the bytes are of a record in JSON. */
  static boolean isJson(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == '{';
  }

  /**
   * The record.
   *
   * @throws IllegalArgumentException where the bytes are something else
   */
  Object read(byte[] bytes, Schema schema) {
    try {
      return record(JSON.readTree(bytes), schema);
    } catch (IOException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new IllegalArgumentException("no JSON object: " + message, e);
    }
  }

  private Object record(JsonNode node, Schema schema) {
    require(node.isObject(), schema);
    IndexedRecord record = (IndexedRecord) model.newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      JsonNode given = node.get(field.name());
      try {
        record.put(field.pos(), given == null ? absent(field) : value(given, field.schema()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("%s: %s".formatted(field.name(), e.getMessage()), e);
      }
    }
    return record;
  }

  private @Nullable Object absent(Schema.Field field) {
    if (field.hasDefaultValue()) {
      return model.deepCopy(field.schema(), model.getDefaultValue(field));
    }
    if (field.schema().getType() == Schema.Type.DOUBLE) {
      return Double.NaN; // JSON has no number that is none
    }
    throw new IllegalArgumentException("missing");
  }

  private @Nullable Object value(JsonNode node, Schema schema) {
    return switch (schema.getType()) {
      case UNION -> node.isNull() ? null : value(node, given(schema));
      case RECORD -> record(node, schema);
      case ARRAY -> items(node, schema);
      case MAP -> entries(node, schema);
      case ENUM -> symbol(node, schema);
      default -> scalar(node, schema);
    };
  }

  private static Object scalar(JsonNode node, Schema schema) {
    boolean isWhole = node.isIntegralNumber();
    if (schema.getType() == Schema.Type.STRING && node.isTextual()) {
      return node.textValue();
    }
    if (schema.getType() == Schema.Type.BOOLEAN && node.isBoolean()) {
      return node.booleanValue();
    }
    if (schema.getType() == Schema.Type.DOUBLE && node.isNumber()) {
      return node.doubleValue();
    }
    if (schema.getType() == Schema.Type.INT && isWhole && node.canConvertToInt()) {
      return node.intValue();
    }
    if (schema.getType() == Schema.Type.LONG && isWhole && node.canConvertToLong()) {
      long number = node.longValue();
      return schema.getLogicalType() == null ? (Object) number : Instant.ofEpochMilli(number);
    }
    throw not(schema);
  }

  /** The branch of an optional field that is not null. */
  private static Schema given(Schema union) {
    return union.getTypes().stream()
        .filter(branch -> branch.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }

  private List<@Nullable Object> items(JsonNode node, Schema schema) {
    require(node.isArray(), schema);
    List<@Nullable Object> items = new ArrayList<>(node.size());
    for (JsonNode item : node) {
      items.add(value(item, schema.getElementType()));
    }
    return items;
  }

  private Map<String, @Nullable Object> entries(JsonNode node, Schema schema) {
    require(node.isObject(), schema);
    Map<String, @Nullable Object> entries = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      entries.put(entry.getKey(), value(entry.getValue(), schema.getValueType()));
    }
    return entries;
  }

  private Object symbol(JsonNode node, Schema schema) {
    require(node.isTextual(), schema);
    String symbol =
        schema.hasEnumSymbol(node.textValue()) ? node.textValue() : schema.getEnumDefault();
    if (symbol == null) {
      throw new IllegalArgumentException("is none of " + schema.getEnumSymbols());
    }
    return model.createEnum(symbol, schema);
  }

  private static void require(boolean isRight, Schema schema) {
    if (!isRight) {
      throw not(schema);
    }
  }

  private static IllegalArgumentException not(Schema schema) {
    return new IllegalArgumentException("is no " + schema.getType().getName());
  }
}
