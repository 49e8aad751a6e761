package io.dephasing.formats.record;

import io.dephasing.schemas.Sli;

/** SLIs as Avro records, from the bytes of their topic; {@link SliWriter} writes them in Avro. */
public final class SliRecords {
  static final RecordBytes<Sli> BYTES = new RecordBytes<>(Sli.class, Sli.getClassSchema());

  private SliRecords() {}

  /** The value of a record in the topic, of what {@link SliWriter} wrote. */
  public static byte[] bytes(byte[] avro, OutputFormat format) {
    return switch (format) {
      case AVRO -> avro;
      case JSON -> BYTES.write(read(avro), format);
    };
  }

  /**
   * What this or an earlier release published.
   *
   * @throws IllegalArgumentException where the bytes are something else
   */
  public static Sli read(byte[] bytes) {
    return BYTES.read(bytes);
  }
}
