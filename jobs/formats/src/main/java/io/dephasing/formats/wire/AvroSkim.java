package io.dephasing.formats.wire;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Walks over bytes with the schema that wrote them, and allocates nothing. Avro's own decoder
 * believes a length and allocates for it: it gets only what was walked to its end. Not for several
 * threads.
 */
public final class AvroSkim {
  private static final int DEEPEST = 64;

  private final AvroBytes in = new AvroBytes();
  private final Span scratch = new Span();
  private long itemsLeft;

  /** What is wrong with one value that these bytes are to be; null where nothing is. */
  public @Nullable String problem(Schema writer, byte[] bytes, int offset, int length) {
    in.reset(bytes, offset, length);
    itemsLeft = length;
    skip(writer, writer.getName(), 0);
    in.expectEnd();
    return in.failure();
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
      case RECORD -> skipFields(schema, depth);
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

  private void skipFields(Schema record, int depth) {
    for (Schema.Field field : record.getFields()) {
      skip(field.schema(), field.name(), depth + 1);
    }
  }

  private void skipItems(Schema item, String field, int depth, boolean isMap) {
    for (long items = in.readBlockCount(field); items != 0; items = in.readBlockCount(field)) {
      // An item that takes no byte counts as one: block after block of them would else be more
      // than any heap holds.
      itemsLeft -= items;
      if (itemsLeft < 0) {
        in.fail(field, "more items than the record has bytes");
      }
      for (long i = 0; i < items && in.failure() == null; i++) {
        if (isMap) {
          in.readSpan(field, scratch);
        }
        skip(item, field, depth + 1);
      }
    }
  }
}
