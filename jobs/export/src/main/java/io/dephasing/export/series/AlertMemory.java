package io.dephasing.export.series;

import io.dephasing.core.bytes.Varints;
import io.dephasing.export.series.AlertChange.Status;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is known of one rule's alerts of one severity in a group: its series, and how many began.
 */
final class AlertMemory {
  private final String alertName;
  private final String severity;

  /** The last one that began; empty before the first. */
  String alertId = "";

  /** The one that its line is of; empty before the first. */
  String enteredId = "";

  /** When that one's last transition was decided. */
  long decidedAtMillis = Long.MIN_VALUE;

  /** Those of the rule that are over, whatever their severity: in the first of its memories. */
  OverAlerts over = OverAlerts.NONE;

  /** Where it stands. */
  Status status = Status.RESOLVED;

  /** Time of the newest sample of the state; smallest where it has no line. */
  long writtenMillis = Long.MIN_VALUE;

  /** Until when its line goes on after its end. */
  long lineEndMillis = Long.MIN_VALUE;

  /** Time of the newest sample of the counters. */
  long countedMillis = Long.MIN_VALUE;

  /** Those that began without a rollout, and those that overlap one. */
  final long[] started = new long[2];

  AlertMemory(String alertName, String severity) {
    this.alertName = alertName;
    this.severity = severity;
  }

  String alertName() {
    return alertName;
  }

  String severity() {
    return severity;
  }

  boolean hasLine() {
    return writtenMillis != Long.MIN_VALUE;
  }

  /** Whether it fires or is suppressed. */
  boolean isRunning() {
    return hasLine() && status != Status.RESOLVED;
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(alertName);
    out.writeUTF(severity);
    out.writeUTF(alertId);
    out.writeUTF(enteredId);
    out.writeLong(decidedAtMillis);
    out.writeUTF(over.text());
    out.writeByte(status.value());
    out.writeLong(writtenMillis);
    out.writeLong(lineEndMillis);
    out.writeLong(countedMillis);
    Varints.write(out, started[0]);
    Varints.write(out, started[1]);
  }

  static AlertMemory read(DataInput in) throws IOException {
    AlertMemory read = new AlertMemory(in.readUTF(), in.readUTF());
    read.alertId = in.readUTF();
    read.enteredId = in.readUTF();
    read.decidedAtMillis = in.readLong();
    read.over = OverAlerts.parse(in.readUTF());
    read.status = status(in.readByte());
    read.writtenMillis = in.readLong();
    read.lineEndMillis = in.readLong();
    read.countedMillis = in.readLong();
    read.started[0] = Varints.read(in);
    read.started[1] = Varints.read(in);
    return read;
  }

  private static Status status(int value) throws IOException {
    for (Status status : Status.values()) {
      if (status.value() == value) {
        return status;
      }
    }
    throw new IOException("alert status %d was written by a newer version".formatted(value));
  }
}
