package io.dephasing.export.prometheus;

import com.google.protobuf.CodedOutputStream;
import io.dephasing.export.series.Sample;
import io.dephasing.export.series.SeriesExemplar;
import io.dephasing.export.series.SeriesLabels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;

/**
 * A sample as the {@code TimeSeries} of remote write 1.0, and its time. The message has three
 * fields and no file of ours describes it: the library's primitives do.
 */
final class EncodedSample implements Serializable {
  private static final long serialVersionUID = 1L;

  // Numbers of the fields in prometheus' types.proto.
  private static final int LABELS = 1;
  private static final int SAMPLES = 2;
  private static final int EXEMPLARS = 3;
  private static final int NAME = 1;
  private static final int VALUE = 2;
  private static final int SAMPLE_VALUE = 1;
  private static final int SAMPLE_TIME = 2;
  private static final int EXEMPLAR_LABELS = 1;
  private static final int EXEMPLAR_VALUE = 2;
  private static final int EXEMPLAR_TIME = 3;

  private final byte[] bytes;
  private final long timeMillis;

  EncodedSample(byte[] bytes, long timeMillis) {
    this.bytes = bytes;
    this.timeMillis = timeMillis;
  }

  static EncodedSample of(Sample sample) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    CodedOutputStream out = CodedOutputStream.newInstance(bytes, 256);
    try {
      writeLabels(sample.labels(), out);
      writeSample(sample, out);
      for (SeriesExemplar exemplar : sample.exemplars()) {
        out.writeByteArray(EXEMPLARS, exemplar(exemplar));
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array cannot be written to", e);
    }
    return new EncodedSample(bytes.toByteArray(), sample.timeMillis());
  }

  byte[] bytes() {
    return bytes;
  }

  long timeMillis() {
    return timeMillis;
  }

  private static void writeLabels(SeriesLabels labels, CodedOutputStream out) {
    labels.forEach(
        (name, value) -> {
          try {
            writeLabel(LABELS, name, value, out);
          } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot be written to", e);
          }
        });
  }

  private static void writeLabel(int field, String name, String value, CodedOutputStream out)
      throws IOException {
    out.writeTag(field, 2);
    out.writeUInt32NoTag(
        CodedOutputStream.computeStringSize(NAME, name)
            + CodedOutputStream.computeStringSize(VALUE, value));
    out.writeString(NAME, name);
    out.writeString(VALUE, value);
  }

  private static void writeSample(Sample sample, CodedOutputStream out) throws IOException {
    out.writeTag(SAMPLES, 2);
    out.writeUInt32NoTag(
        CodedOutputStream.computeFixed64Size(SAMPLE_VALUE, sample.valueBits())
            + CodedOutputStream.computeInt64Size(SAMPLE_TIME, sample.timeMillis()));
    // A double on the wire is its eight bytes: written as such, a stale marker keeps its bits.
    out.writeFixed64(SAMPLE_VALUE, sample.valueBits());
    out.writeInt64(SAMPLE_TIME, sample.timeMillis());
  }

  private static byte[] exemplar(SeriesExemplar exemplar) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    CodedOutputStream out = CodedOutputStream.newInstance(bytes, 64);
    writeLabel(EXEMPLAR_LABELS, "trace_id", exemplar.traceId(), out);
    out.writeDouble(EXEMPLAR_VALUE, exemplar.value());
    out.writeInt64(EXEMPLAR_TIME, exemplar.timeMillis());
    out.flush();
    return bytes.toByteArray();
  }
}
