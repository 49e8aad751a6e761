package io.dephasing.export.series;

import io.dephasing.core.bytes.Varints;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a sample. */
final class SampleBytes {
  private SampleBytes() {}

  static void write(Sample sample, DataOutput out) throws IOException {
    List<String> pairs = new ArrayList<>();
    sample
        .labels()
        .forEach(
            (name, value) -> {
              pairs.add(name);
              pairs.add(value);
            });
    Varints.write(out, pairs.size() / 2);
    for (String each : pairs) {
      out.writeUTF(each);
    }
    out.writeLong(sample.timeMillis());
    out.writeLong(sample.valueBits());
    Varints.write(out, sample.exemplars().size());
    for (SeriesExemplar exemplar : sample.exemplars()) {
      out.writeUTF(exemplar.traceId());
      out.writeDouble(exemplar.value());
      out.writeLong(exemplar.timeMillis());
    }
  }

  static Sample read(DataInput in) throws IOException {
    SeriesLabels labels = SeriesLabels.NONE;
    for (int left = Varints.readInt(in); left > 0; left--) {
      labels = labels.with(in.readUTF(), in.readUTF());
    }
    long timeMillis = in.readLong();
    long valueBits = in.readLong();
    List<SeriesExemplar> exemplars = new ArrayList<>();
    for (int left = Varints.readInt(in); left > 0; left--) {
      exemplars.add(new SeriesExemplar(in.readUTF(), in.readDouble(), in.readLong()));
    }
    return new Sample(labels, timeMillis, valueBits, List.copyOf(exemplars));
  }
}
