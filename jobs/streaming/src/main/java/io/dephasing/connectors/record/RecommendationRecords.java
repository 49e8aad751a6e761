package io.dephasing.connectors.record;

import io.dephasing.schemas.Recommendation;

/** Recommendations as the bytes of their topic. */
public final class RecommendationRecords {
  private static final RecordBytes<Recommendation> BYTES =
      new RecordBytes<>(Recommendation.class, Recommendation.getClassSchema());

  private RecommendationRecords() {}

  /** Avro single-object encoding. */
  public static byte[] bytes(Recommendation recommendation) {
    return BYTES.write(recommendation);
  }

  /**
   * What {@link #bytes} wrote, in this or an earlier release.
   *
   * @throws IllegalArgumentException where the bytes are something else
   */
  public static Recommendation read(byte[] bytes) {
    return BYTES.read(bytes);
  }
}
