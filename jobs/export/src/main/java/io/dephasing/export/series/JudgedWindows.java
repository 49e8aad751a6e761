package io.dephasing.export.series;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How many windows were judged, and how many of them were bad. A window counts once, and as bad as
 * soon as one of its revisions is; records that come again change nothing.
 */
final class JudgedWindows {
  /** Windows that may still turn bad; older ones were settled minutes ago. */
  private static final int REMEMBERED = 8;

  private final List<Judged> recent = new ArrayList<>();
  private long windows;
  private long bad;
  private long forgottenEndMillis = Long.MIN_VALUE;

  private record Judged(long endMillis, boolean isBad) {}

  void judge(long endMillis, boolean isCompliant) {
    if (endMillis <= forgottenEndMillis) {
      return;
    }
    int at = 0;
    while (at < recent.size() && recent.get(at).endMillis < endMillis) {
      at++;
    }
    if (at < recent.size() && recent.get(at).endMillis == endMillis) {
      if (!isCompliant && !recent.get(at).isBad) {
        bad++;
        recent.set(at, new Judged(endMillis, true));
      }
      return;
    }
    windows++;
    bad += isCompliant ? 0 : 1;
    recent.add(at, new Judged(endMillis, !isCompliant));
    if (recent.size() > REMEMBERED) {
      forgottenEndMillis = recent.remove(0).endMillis;
    }
  }

  long windows() {
    return windows;
  }

  long bad() {
    return bad;
  }

  void write(DataOutput out) throws IOException {
    Varints.write(out, windows);
    Varints.write(out, bad);
    out.writeLong(forgottenEndMillis);
    Varints.write(out, recent.size());
    for (Judged each : recent) {
      out.writeLong(each.endMillis);
      out.writeBoolean(each.isBad);
    }
  }

  static JudgedWindows read(DataInput in) throws IOException {
    JudgedWindows read = new JudgedWindows();
    read.windows = Varints.read(in);
    read.bad = Varints.read(in);
    read.forgottenEndMillis = in.readLong();
    for (int left = Varints.readInt(in); left > 0; left--) {
      read.recent.add(new Judged(in.readLong(), in.readBoolean()));
    }
    return read;
  }
}
