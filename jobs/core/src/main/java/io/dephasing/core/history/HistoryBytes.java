package io.dephasing.core.history;

import io.dephasing.core.bytes.PartInput;
import io.dephasing.core.bytes.PartOutput;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** The bytes of a history's parts. */
final class HistoryBytes {
  /** From this version of a group's state on, each part has its id and its length before it. */
  static final int MEASURED = 5;

  /** From this version on, activity tells how long a group has rested. */
  static final int RESTS = 6;

  /** From this version on, a burst is one witness of a period. */
  static final int BURSTS = 6;

  /** From this version on, baselines tell how long a spread has been low. */
  static final int LOW_SPREAD = 8;

  /** These came first before that, in this order and without ids. */
  private static final List<HistoryLayout> UNNAMED =
      List.of(
          HistoryLayout.OPEN,
          HistoryLayout.MINUTES,
          HistoryLayout.MEMBERS,
          HistoryLayout.NAMES,
          HistoryLayout.NEWCOMERS,
          HistoryLayout.SPREADS,
          HistoryLayout.CADENCES,
          HistoryLayout.DURATIONS,
          HistoryLayout.FLIGHT);

  private HistoryBytes() {}

  /** Writes what {@link #read} reads: those parts that are not empty. */
  static void write(DataOutput out, Function<HistoryLayout, HistoryPart> parts) throws IOException {
    PartOutput.write(
        out,
        written -> {
          for (HistoryLayout layout : HistoryLayout.all()) {
            HistoryPart part = parts.apply(layout);
            if (!part.isEmpty()) {
              int begun = written.begin(layout.id());
              part.write(written);
              written.end(begun);
            }
          }
        });
  }

  /** Fills these empty parts from bytes of this version of a group's state. */
  static void read(DataInput in, int version, Function<HistoryLayout, HistoryPart> parts)
      throws IOException {
    if (version < MEASURED) {
      readUnmeasured(in, version, parts);
      return;
    }
    PartInput.read(
        in,
        "history",
        (id, part) -> {
          HistoryLayout layout = HistoryLayout.ofId(id);
          if (layout != null) {
            parts.apply(layout).read(part, version);
          }
          return layout != null;
        });
  }

  /** The first version had no more than what has no id. */
  private static void readUnmeasured(
      DataInput in, int version, Function<HistoryLayout, HistoryPart> parts) throws IOException {
    for (HistoryLayout layout : UNNAMED) {
      parts.apply(layout).read(in, version);
    }
    int id = version > 1 ? in.readByte() : 0;
    while (id != 0) {
      HistoryLayout layout = HistoryLayout.ofId(id);
      if (layout == null) {
        throw new IOException("part %d of a history is unknown".formatted(id));
      }
      parts.apply(layout).read(in, version);
      id = in.readByte();
    }
  }
}
