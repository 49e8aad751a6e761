package io.dephasing.core.group;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.event.GroupKey;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A group begins to act after 30 s without (METHOD 8): what is counted across groups. Said when the
 * second is complete, of events that were on time.
 *
 * @param group who begins
 * @param second in which, since the epoch
 * @param starts events of that second
 * @param jobFirstSlice minute of the job's first event: rates are taken since then
 */
public record Onset(GroupKey group, long second, int starts, long jobFirstSlice) {
  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeUTF(group.canonical());
    out.writeLong(second);
    Varints.write(out, starts);
    out.writeLong(jobFirstSlice);
  }

  /** Reads what {@link #write} wrote. */
  public static Onset read(DataInput in) throws IOException {
    return new Onset(
        GroupKey.parse(in.readUTF()), in.readLong(), Varints.readInt(in), in.readLong());
  }
}
