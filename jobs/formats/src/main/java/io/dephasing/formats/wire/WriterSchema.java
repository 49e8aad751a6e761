package io.dephasing.formats.wire;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * A schema that events were written with.
 *
 * @param fingerprint CRC-64-AVRO of its parsing canonical form, which says all about its bytes
 * @param schema the schema
 */
public record WriterSchema(long fingerprint, Schema schema) {
  /** The schema with its fingerprint. */
  public static WriterSchema of(Schema schema) {
    return new WriterSchema(SchemaNormalization.parsingFingerprint64(schema), schema);
  }
}
