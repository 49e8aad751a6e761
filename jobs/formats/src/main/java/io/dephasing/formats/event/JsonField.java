package io.dephasing.formats.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** One field of a schema as it stands in JSON. */
final class JsonField {
  /** Of the right type, and nothing that the job reads. */
  static final Object NOT_KEPT = new Object();

  private final String name;
  private final int position;
  private final boolean isOptional;
  private final Schema schema;

  /** Those that may be said: of what is required not the one for what is unknown. */
  private final List<String> symbols;

  JsonField(Schema.Field field) {
    this.name = field.name();
    this.position = field.pos();
    this.isOptional = field.schema().getType() == Schema.Type.UNION;
    this.schema = isOptional ? field.schema().getTypes().get(1) : field.schema();
    this.symbols = symbols(schema, isOptional);
  }

  String name() {
    return name;
  }

  int position() {
    return position;
  }

  /** What the value must be, for the reason of a refusal. */
  String expected() {
    return switch (schema.getType()) {
      case STRING -> "a string";
      case LONG, INT -> "a whole number";
      case BOOLEAN -> "true or false";
      case ENUM -> "one of " + String.join(", ", symbols);
      default -> "an object";
    };
  }

  /**
   * The value for a generic record; null where it is of another type.
   *
   * @throws IOException where a number is larger than its type
   */
  @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (schema.getType()) {
      case STRING -> token == JsonToken.VALUE_STRING ? parser.getText() : null;
      case LONG -> token == JsonToken.VALUE_NUMBER_INT ? (Long) parser.getLongValue() : null;
      case INT -> token == JsonToken.VALUE_NUMBER_INT ? (Integer) parser.getIntValue() : null;
      case BOOLEAN -> token.isBoolean() ? (Boolean) parser.getBooleanValue() : null;
      case ENUM -> token == JsonToken.VALUE_STRING ? symbol(parser.getText()) : null;
      default -> token == JsonToken.START_OBJECT ? NOT_KEPT : null;
    };
  }

  /** As in Avro, an unknown symbol is the default; what is required must be said rightly. */
  private GenericData.@Nullable EnumSymbol symbol(String text) {
    String known = symbols.contains(text) || !isOptional ? text : schema.getEnumDefault();
    return symbols.contains(known) ? new GenericData.EnumSymbol(schema, known) : null;
  }

  private static List<String> symbols(Schema schema, boolean isOptional) {
    return schema.getType() == Schema.Type.ENUM
        ? schema.getEnumSymbols().stream()
            .filter(symbol -> isOptional || !symbol.equals(schema.getEnumDefault()))
            .toList()
        : List.of();
  }
}
