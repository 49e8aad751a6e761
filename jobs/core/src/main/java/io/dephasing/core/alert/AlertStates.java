package io.dephasing.core.alert;

import io.dephasing.core.alert.AlertState.Burning;
import io.dephasing.core.alert.AlertState.Quiet;
import io.dephasing.core.policy.Severity;
import io.dephasing.core.rule.Evidence;
import io.dephasing.core.rule.Firing;
import io.dephasing.core.slice.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/** The bytes of an alert's state. */
final class AlertStates {
  private static final int QUIET = 0;

  /** As it was written before records were counted. */
  private static final int BURNING_UNCOUNTED = 1;

  private static final int BURNING = 2;

  private AlertStates() {}

  static void write(DataOutput out, AlertState state) throws IOException {
    if (state instanceof Burning burning) {
      out.writeByte(BURNING);
      Varints.write(out, burning.told());
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

  static AlertState read(DataInput in) throws IOException {
    int which = in.readByte();
    return switch (which) {
      case QUIET -> new Quiet(in.readLong());
      case BURNING_UNCOUNTED -> readBurning(in, 1);
      case BURNING -> readBurning(in, Varints.readInt(in));
      default ->
          throw new IOException("alert state %d is unknown: of a newer version".formatted(which));
    };
  }

  private static Burning readBurning(DataInput in, int told) throws IOException {
    String alertId = in.readUTF();
    Burst burst = readBurst(in);
    Optional<Burst> next = in.readBoolean() ? Optional.of(readBurst(in)) : Optional.empty();
    return new Burning(alertId, burst, next, told);
  }

  private static void writeBurst(DataOutput out, Burst burst) throws IOException {
    writeFiring(out, burst.first());
    out.writeLong(burst.lastEndSecond());
    out.writeLong(burst.activeSecond());
    out.writeUTF(burst.severity().name());
  }

  private static Burst readBurst(DataInput in) throws IOException {
    return new Burst(readFiring(in), in.readLong(), in.readLong(), Severity.valueOf(in.readUTF()));
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

  private static Firing readFiring(DataInput in) throws IOException {
    return new Firing(
        in.readLong(),
        in.readInt(),
        in.readLong(),
        in.readInt(),
        Severity.valueOf(in.readUTF()),
        Evidence.read(in),
        in.readLong());
  }
}
