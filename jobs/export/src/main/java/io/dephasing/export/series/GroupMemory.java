package io.dephasing.export.series;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the export job remembers of a group. Bounded: by the number of rules and severities. */
public final class GroupMemory {
  final JudgedWindows judged;
  final List<AlertMemory> alerts;

  /** The newest window's record: its series end where the next one has none. */
  byte[] lastRecord = {};

  /** End of the newest window. */
  long lastEndMillis = Long.MIN_VALUE;

  /** When the newest window came, by the clock. */
  long heardMillis = Long.MIN_VALUE;

  /** Whether the lines of its last window go on. */
  boolean isLive;

  /** Whether the budget has room for it. */
  boolean isAdmitted;

  /** Time of the newest sample of the counters of windows. */
  long countedMillis = Long.MIN_VALUE;

  /** The recommendation in force, {@code decidedAtMillis} aside: spread, peak, delay. */
  double @Nullable [] advice;

  /** When somebody must look at it; largest: never. */
  private long wakeAtMillis = Long.MAX_VALUE;

  /** Nothing is known. */
  public GroupMemory() {
    this(new JudgedWindows(), new ArrayList<>());
  }

  private GroupMemory(JudgedWindows judged, List<AlertMemory> alerts) {
    this.judged = judged;
    this.alerts = alerts;
  }

  /** The newest window's record; empty before the first. */
  public byte[] lastRecord() {
    return lastRecord;
  }

  /** When {@link GroupExport#tick} is due, by the clock; largest: never. */
  public long wakeAtMillis() {
    return wakeAtMillis;
  }

  /** Sets when it is due. */
  public void wakeAt(long millis) {
    wakeAtMillis = millis;
  }

  /** Writes all of it. */
  public void write(DataOutput out) throws IOException {
    judged.write(out);
    Varints.write(out, alerts.size());
    for (AlertMemory alert : alerts) {
      alert.write(out);
    }
    Varints.write(out, lastRecord.length);
    out.write(lastRecord);
    out.writeLong(lastEndMillis);
    out.writeLong(heardMillis);
    out.writeBoolean(isLive);
    out.writeBoolean(isAdmitted);
    out.writeLong(countedMillis);
    double[] given = advice == null ? new double[0] : advice;
    out.writeByte(given.length);
    for (double each : given) {
      out.writeDouble(each);
    }
    out.writeLong(wakeAtMillis);
  }

  /** Reads what {@link #write} wrote. */
  public static GroupMemory read(DataInput in) throws IOException {
    JudgedWindows judged = JudgedWindows.read(in);
    List<AlertMemory> alerts = new ArrayList<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      alerts.add(AlertMemory.read(in));
    }
    GroupMemory read = new GroupMemory(judged, alerts);
    read.lastRecord = new byte[Varints.readInt(in)];
    in.readFully(read.lastRecord);
    read.lastEndMillis = in.readLong();
    read.heardMillis = in.readLong();
    read.isLive = in.readBoolean();
    read.isAdmitted = in.readBoolean();
    read.countedMillis = in.readLong();
    int given = in.readByte();
    if (given > 0) {
      read.advice = new double[given];
      for (int i = 0; i < given; i++) {
        read.advice[i] = in.readDouble();
      }
    }
    read.wakeAtMillis = in.readLong();
    return read;
  }
}
