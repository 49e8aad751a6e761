package io.dephasing.core.codec;

import io.dephasing.core.group.Notice;
import io.dephasing.core.group.Onset;
import io.dephasing.core.sli.Sli;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Bytes of a {@link Notice}. */
final class NoticeBytes {
  private NoticeBytes() {}

  static void write(Notice notice, DataOutput out) throws IOException {
    Onset onset = notice.onset();
    Sli rollUp = notice.rollUp();
    out.writeBoolean(onset != null);
    if (onset != null) {
      onset.write(out);
    }
    if (rollUp != null) {
      SliBytes.write(rollUp, out);
    }
  }

  static Notice read(DataInput in) throws IOException {
    return in.readBoolean()
        ? Notice.of(Onset.read(in))
        : Notice.of(SliBytes.read(in, Codecs.SLI.version()));
  }
}
