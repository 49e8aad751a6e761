package io.dephasing.connectors.event;

import org.apache.avro.Schema;

/**
 * Walks over bytes with the schema that wrote them. Avro's own decoder believes a length and
 * allocates for it: it gets only what was walked to its end.
 */
final class AvroSkim {
  private static final int DEEPEST = 64;

  private final AvroBytes in;
  private final Span scratch = new Span();

  AvroSkim(AvroBytes in) {
    this.in = in;
  }

  /** Steps over one value; what is wrong with it is the bytes' failure. */
  void skip(Schema schema) {
    skip(schema, schema.getName(), 0);
    in.expectEnd();
  }

  private void skip(Schema schema, String field, int depth) {
    if (in.failure() != null) {
      return;
    }
    if (depth > DEEPEST) {
      in.fail(field, "nested deeper than %d".formatted(DEEPEST));
      return;
    }
    switch (schema.getType()) {
      case RECORD -> schema.getFields().forEach(f -> skip(f.schema(), f.name(), depth + 1));
      case UNION ->
          skip(
              schema.getTypes().get(in.readIndex(field, schema.getTypes().size())),
              field,
              depth + 1);
      case ARRAY -> skipItems(schema.getElementType(), field, depth, false);
      case MAP -> skipItems(schema.getValueType(), field, depth, true);
      case ENUM -> in.readIndex(field, schema.getEnumSymbols().size());
      case STRING, BYTES -> in.readSpan(field, scratch);
      case FIXED -> in.skip(field, schema.getFixedSize());
      case INT -> in.readInt(field);
      case LONG -> in.readLong(field);
      case FLOAT -> in.skip(field, Float.BYTES);
      case DOUBLE -> in.skip(field, Double.BYTES);
      case BOOLEAN -> in.readBoolean(field);
      case NULL -> {
        // No bytes.
      }
    }
  }

  private void skipItems(Schema item, String field, int depth, boolean isMap) {
    for (long items = in.readBlockCount(field); items != 0; items = in.readBlockCount(field)) {
      for (long i = 0; i < items && in.failure() == null; i++) {
        if (isMap) {
          in.readSpan(field, scratch);
        }
        skip(item, field, depth + 1);
      }
    }
  }
}
