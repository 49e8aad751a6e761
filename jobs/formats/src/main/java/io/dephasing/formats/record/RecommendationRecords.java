package io.dephasing.formats.record;

import io.dephasing.core.recommendation.Plan;
import io.dephasing.schemas.Recommendation;
import io.dephasing.schemas.Slot;
import io.dephasing.schemas.SlotAssignment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recommendations as Avro records and as the bytes of their topic. */
public final class RecommendationRecords {
  private static final RecordBytes<Recommendation> BYTES =
      new RecordBytes<>(Recommendation.class, Recommendation.getClassSchema());

  private RecommendationRecords() {}

  /** The record of the topic. */
  public static Recommendation record(
      io.dephasing.core.recommendation.SpreadRecommendation recommendation) {
    Plan plan = recommendation.plan();
    Plan.Spread spread = plan.spread();
    return Recommendation.newBuilder()
        .setGroup(GroupRecords.of(recommendation.group()))
        .setGroupKey(recommendation.group().canonical())
        .setDecidedAt(GroupRecords.time(recommendation.decidedAtMillis()))
        .setMembers(spread.members())
        .setTargetPeakPerSecond((double) spread.targetPerSecond())
        .setSpreadWindowMillis(spread.windowMillis())
        .setSlotMillis(spread.slotMillis())
        .setAssignment(
            switch (spread.assignment()) {
              case RANK -> SlotAssignment.RANK;
              case HASH -> SlotAssignment.HASH;
              case RANDOM -> SlotAssignment.RANDOM;
            })
        .setPeakPerSecond(recommendation.measuredPeakPerSecond())
        .setExpectedPeakPerSecond(plan.expectedPeakPerSecond())
        .setExpectedPeakP95PerSecond(plan.expectedPeak95PerSecond())
        .setAddedDelayMillis(plan.addedDelayMillis())
        .setSlots(slots(plan))
        .setAlertId(recommendation.alertId())
        .setReason(plan.reason().isEmpty() ? null : plan.reason())
        .setPolicyVersion(recommendation.policyVersion())
        .build();
  }

  private static @Nullable List<Slot> slots(Plan plan) {
    return plan.slots().isEmpty()
        ? null
        : plan.slots().stream()
            .map(
                slot ->
                    Slot.newBuilder()
                        .setInstance(slot.instance())
                        .setOffsetMillis(slot.offsetMillis())
                        .build())
            .toList();
  }

  /** The value of its record in the topic. */
  public static byte[] bytes(
      io.dephasing.core.recommendation.SpreadRecommendation recommendation, OutputFormat format) {
    return BYTES.write(record(recommendation), format);
  }

  /** Avro single-object encoding of {@link #record}. */
  public static byte[] bytes(io.dephasing.core.recommendation.SpreadRecommendation recommendation) {
    return bytes(record(recommendation));
  }

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
