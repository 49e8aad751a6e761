package io.dephasing.export.series;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is remembered of a line of annotations. Bounded: those that are over are forgotten. */
public final class AnnotationMemory {
  private static final int MOST = 1_000;

  /** The series. */
  SeriesLabels labels = SeriesLabels.NONE;

  /** When somebody must look at it, by the clock; largest: never. */
  long wakeAtMillis = Long.MAX_VALUE;

  /** What is drawn, by the annotation's id. */
  final Map<String, Drawn> drawn = new TreeMap<>();

  /** Time of the newest sample. */
  long writtenMillis = Long.MIN_VALUE;

  /** Whether the line goes on behind the newest sample. */
  boolean isOpen;

  /**
   * One annotation on the line.
   *
   * @param fromMillis when it begins
   * @param untilMillis when it is over
   * @param value that is drawn
   */
  record Drawn(long fromMillis, long untilMillis, double value) {
    boolean covers(long atMillis) {
      return fromMillis <= atMillis && atMillis < untilMillis;
    }
  }

  /** When {@link AnnotationSeries#draw} is due, by the clock; largest: never. */
  public long wakeAtMillis() {
    return wakeAtMillis;
  }

  /** Takes in what the audit tells. */
  public void put(AnnotationMark mark) {
    labels = mark.line().labels();
    drawn.remove(mark.id());
    if (mark.untilMillis() > mark.fromMillis() && drawn.size() < MOST) {
      drawn.put(mark.id(), new Drawn(mark.fromMillis(), mark.untilMillis(), mark.value()));
    }
  }

  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    List<String> pairs = new ArrayList<>();
    labels.forEach(
        (name, value) -> {
          pairs.add(name);
          pairs.add(value);
        });
    Varints.write(out, pairs.size() / 2);
    for (String each : pairs) {
      out.writeUTF(each);
    }
    out.writeLong(wakeAtMillis);
    out.writeLong(writtenMillis);
    out.writeBoolean(isOpen);
    Varints.write(out, drawn.size());
    for (Map.Entry<String, Drawn> entry : drawn.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeLong(entry.getValue().fromMillis());
      out.writeLong(entry.getValue().untilMillis());
      out.writeDouble(entry.getValue().value());
    }
  }

  /** Reads what {@link #write} wrote. */
  public static AnnotationMemory read(DataInput in) throws IOException {
    AnnotationMemory read = new AnnotationMemory();
    for (int left = Varints.readInt(in); left > 0; left--) {
      read.labels = read.labels.with(in.readUTF(), in.readUTF());
    }
    read.wakeAtMillis = in.readLong();
    read.writtenMillis = in.readLong();
    read.isOpen = in.readBoolean();
    for (int left = Varints.readInt(in); left > 0; left--) {
      read.drawn.put(in.readUTF(), new Drawn(in.readLong(), in.readLong(), in.readDouble()));
    }
    return read;
  }
}
