package io.dephasing.core.group;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Onsets of one second that were summed where they were found: what is sent in place of them.
 *
 * @param second in which they began, since the epoch
 * @param jobFirstSlice minute of the job's first event: rates are taken since then
 * @param onsets what began; belongs to whoever gets it
 */
public record OnsetSum(long second, long jobFirstSlice, OnsetSecond onsets) {
  /** Writes what {@link #read} reads. */
  public void write(DataOutput out) throws IOException {
    out.writeLong(second);
    out.writeLong(jobFirstSlice);
    onsets.write(out);
  }

  /** Reads what {@link #write} wrote. */
  public static OnsetSum read(DataInput in) throws IOException {
    return new OnsetSum(in.readLong(), in.readLong(), OnsetSecond.read(in));
  }
}
