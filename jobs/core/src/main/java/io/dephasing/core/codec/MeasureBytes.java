package io.dephasing.core.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.Measures;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of measures: how many, then of each its id, as {@link DataOutput#writeUTF} spells it,
 * and its value. An id is compared with those that there are and never becomes a string: some fifty
 * in each SLI, which crosses the network.
 */
final class MeasureBytes {
  private static final List<Measure> ALL = Measure.all();

  /** Letters, digits and underscores: each one byte. */
  private static final byte[][] IDS =
      ALL.stream().map(measure -> measure.id().getBytes(US_ASCII)).toArray(byte[][]::new);

  private static final int LONGEST = Arrays.stream(IDS).mapToInt(id -> id.length).max().orElse(0);

  private MeasureBytes() {}

  static void write(Measures measures, DataOutput out) throws IOException {
    Varints.write(out, measures.defined());
    for (int i = 0; i < IDS.length; i++) {
      double value = measures.value(ALL.get(i));
      if (!Double.isNaN(value)) {
        out.writeShort(IDS[i].length);
        out.write(IDS[i]);
        out.writeDouble(value);
      }
    }
  }

  /** In any order; what no measure of this release has is left out. */
  static Measures read(DataInput in) throws IOException {
    double[] values = new double[IDS.length];
    Arrays.fill(values, Double.NaN);
    byte[] id = new byte[LONGEST];
    int next = 0;
    for (int left = Varints.readInt(in); left > 0; left--) {
      int length = in.readUnsignedShort();
      if (length > id.length) {
        id = new byte[length];
      }
      in.readFully(id, 0, length);
      int found = find(id, length, next);
      double value = in.readDouble();
      if (found >= 0) {
        values[found] = value;
        next = found + 1;
      }
    }
    return new Measures(values);
  }

  /**
   * Which measure has this id; -1 where none has. They are mostly in the order of {@link Measure}.
   *
   * @param next where to look first
   */
  private static int find(byte[] id, int length, int next) {
    for (int i = 0; i < IDS.length; i++) {
      int candidate = (next + i) % IDS.length;
      byte[] known = IDS[candidate];
      if (known.length == length && Arrays.equals(known, 0, length, id, 0, length)) {
        return candidate;
      }
    }
    return -1;
  }
}
