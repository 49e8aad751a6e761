package io.dephasing.connectors.record;

import io.dephasing.schemas.Sli;

/** SLIs as Avro records, from the bytes of their topic, which {@link SliWriter} writes. */
public final class SliRecords {
  static final RecordBytes<Sli> BYTES = new RecordBytes<>(Sli.class, Sli.getClassSchema());

  private SliRecords() {}

  /**
   * What this or an earlier release published.
   *
   * @throws IllegalArgumentException where the bytes are something else
   */
  public static Sli read(byte[] bytes) {
    return BYTES.read(bytes);
  }
}
