package io.dephasing.core.codec;

import io.dephasing.core.group.Notice;
import io.dephasing.core.group.Onset;
import io.dephasing.core.group.OnsetSum;
import io.dephasing.core.sli.WindowSli;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Bytes of a {@link Notice}. */
final class NoticeBytes {
  private static final int ROLL_UP = 0;
  private static final int ONSET = 1;
  private static final int SUM = 2;

  private NoticeBytes() {}

  static void write(Notice notice, DataOutput out) throws IOException {
    Onset onset = notice.onset();
    OnsetSum sum = notice.sum();
    WindowSli rollUp = notice.rollUp();
    if (onset != null) {
      out.writeByte(ONSET);
      onset.write(out);
    }
    if (sum != null) {
      out.writeByte(SUM);
      sum.write(out);
    }
    if (rollUp != null) {
      out.writeByte(ROLL_UP);
      SliBytes.write(rollUp, out);
    }
  }

  static Notice read(DataInput in) throws IOException {
    int which = in.readByte();
    return switch (which) {
      case ONSET -> Notice.of(Onset.read(in));
      case SUM -> Notice.of(OnsetSum.read(in));
      case ROLL_UP -> Notice.of(SliBytes.read(in, Codecs.SLI.version()));
      default -> throw new IOException("notice %d is unknown: of a newer version".formatted(which));
    };
  }
}
