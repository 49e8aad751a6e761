package io.dephasing.core.alert;

import io.dephasing.core.alert.LifecycleState.Burning;
import io.dephasing.core.alert.LifecycleState.Quiet;
import io.dephasing.core.alert.LifecycleState.Told;
import io.dephasing.core.bytes.Varints;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.rule.AlertEvidence;
import io.dephasing.core.rule.Firing;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** The bytes of an alert's state. */
final class AlertStates {
  private static final int QUIET = 0;

  /** As it was written before records were counted. */
  private static final int BURNING_UNCOUNTED = 1;

  /** As it was written before the largest position was kept. */
  private static final int BURNING_FIRST_ONLY = 2;

  private static final int BURNING = 3;

  private AlertStates() {}

  static void write(DataOutput out, LifecycleState state) throws IOException {
    if (state instanceof Burning burning) {
      out.writeByte(BURNING);
      Varints.write(out, burning.told().records());
      Varints.write(out, burning.told().size());
      out.writeUTF(burning.told().severity().name());
      out.writeLong(burning.told().atMillis());
      out.writeUTF(burning.alertId());
      writeBurst(out, burning.burst());
      out.writeBoolean(burning.next().isPresent());
      if (burning.next().isPresent()) {
        writeBurst(out, burning.next().get());
      }
    } else if (state instanceof Quiet quiet) {
      out.writeByte(QUIET);
      out.writeLong(quiet.previousEndSecond());
    }
  }

  static LifecycleState read(DataInput in) throws IOException {
    int which = in.readByte();
    return switch (which) {
      case QUIET -> new Quiet(in.readLong());
      case BURNING_UNCOUNTED -> readFirstOnly(in, 1);
      case BURNING_FIRST_ONLY -> readFirstOnly(in, Varints.readInt(in));
      case BURNING -> readBurning(in);
      default ->
          throw new IOException("alert state %d is unknown: of a newer version".formatted(which));
    };
  }

  private static Burning readBurning(DataInput in) throws IOException {
    Told told =
        new Told(
            Varints.readInt(in),
            Varints.readInt(in),
            AlertSeverity.valueOf(in.readUTF()),
            in.readLong());
    String alertId = in.readUTF();
    Burst burst = readBurst(in);
    Optional<Burst> next = in.readBoolean() ? Optional.of(readBurst(in)) : Optional.empty();
    return new Burning(alertId, burst, next, told);
  }

  /** What was told is taken to have been all there was. */
  private static Burning readFirstOnly(DataInput in, int records) throws IOException {
    String alertId = in.readUTF();
    Burst burst = readBurstOfFirst(in);
    Optional<Burst> next = in.readBoolean() ? Optional.of(readBurstOfFirst(in)) : Optional.empty();
    Firing first = burst.first();
    Told told = new Told(records, first.size(), burst.severity(), first.decidedAtMillis());
    return new Burning(alertId, burst, next, told);
  }

  private static void writeBurst(DataOutput out, Burst burst) throws IOException {
    writeFiring(out, burst.first());
    boolean hasOther = !burst.largest().equals(burst.first());
    out.writeBoolean(hasOther);
    if (hasOther) {
      writeFiring(out, burst.largest());
    }
    out.writeLong(burst.lastEndSecond());
    out.writeLong(burst.activeSecond());
    out.writeUTF(burst.severity().name());
    burst.stretches().write(out);
  }

  private static Burst readBurst(DataInput in) throws IOException {
    Firing first = readFiring(in, true);
    Firing largest = in.readBoolean() ? readFiring(in, true) : first;
    return new Burst(
        first,
        largest,
        in.readLong(),
        in.readLong(),
        AlertSeverity.valueOf(in.readUTF()),
        Stretches.read(in));
  }

  private static Burst readBurstOfFirst(DataInput in) throws IOException {
    Firing first = readFiring(in, false);
    return new Burst(
        first,
        first,
        in.readLong(),
        in.readLong(),
        AlertSeverity.valueOf(in.readUTF()),
        Stretches.of(first.endSecond()));
  }

  private static void writeFiring(DataOutput out, Firing firing) throws IOException {
    out.writeLong(firing.endSecond());
    out.writeInt(firing.widthSeconds());
    out.writeLong(firing.instantSecond());
    out.writeInt(firing.size());
    out.writeUTF(firing.severity().name());
    firing.evidence().write(out);
    out.writeLong(firing.decidedAtMillis());
  }

  private static Firing readFiring(DataInput in, boolean hasFacts) throws IOException {
    return new Firing(
        in.readLong(),
        in.readInt(),
        in.readLong(),
        in.readInt(),
        AlertSeverity.valueOf(in.readUTF()),
        hasFacts ? AlertEvidence.read(in) : AlertEvidence.readWithoutFacts(in),
        in.readLong());
  }
}
