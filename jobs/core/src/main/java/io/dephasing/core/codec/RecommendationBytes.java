package io.dephasing.core.codec;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.recommendation.Assignment;
import io.dephasing.core.recommendation.Plan;
import io.dephasing.core.recommendation.SpreadRecommendation;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a recommendation. */
final class RecommendationBytes {
  private RecommendationBytes() {}

  static void write(SpreadRecommendation recommendation, DataOutput out) throws IOException {
    out.writeUTF(recommendation.group().canonical());
    out.writeUTF(recommendation.alertId());
    out.writeLong(recommendation.decidedAtMillis());
    out.writeDouble(recommendation.measuredPeakPerSecond());
    writePlan(out, recommendation.plan());
    out.writeUTF(recommendation.policyVersion());
  }

  private static void writePlan(DataOutput out, Plan plan) throws IOException {
    Varints.write(out, plan.spread().members());
    Varints.write(out, plan.spread().targetPerSecond());
    Varints.write(out, plan.spread().windowMillis());
    Varints.write(out, plan.spread().slotMillis());
    out.writeUTF(plan.spread().assignment().name());
    out.writeDouble(plan.expectedPeakPerSecond());
    out.writeDouble(plan.expectedPeak95PerSecond());
    Varints.write(out, plan.slots().size());
    for (Plan.Slot slot : plan.slots()) {
      out.writeUTF(slot.instance());
      Varints.write(out, slot.offsetMillis());
    }
    out.writeUTF(plan.reason());
  }

  static SpreadRecommendation read(DataInput in) throws IOException {
    return new SpreadRecommendation(
        GroupKey.parse(in.readUTF()),
        in.readUTF(),
        in.readLong(),
        in.readDouble(),
        readPlan(in),
        in.readUTF());
  }

  private static Plan readPlan(DataInput in) throws IOException {
    Plan.Spread spread =
        new Plan.Spread(
            Varints.readInt(in),
            Varints.read(in),
            Varints.read(in),
            Varints.read(in),
            Assignment.valueOf(in.readUTF()));
    double expected = in.readDouble();
    double expected95 = in.readDouble();
    List<Plan.Slot> slots = new ArrayList<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      slots.add(new Plan.Slot(in.readUTF(), Varints.read(in)));
    }
    return new Plan(spread, expected, expected95, slots, in.readUTF());
  }
}
