package io.dephasing.export.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import io.dephasing.export.series.Sample;
import io.dephasing.export.series.SeriesExemplar;
import io.dephasing.export.series.SeriesLabels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class EncodedSampleTest {
  private static final SeriesLabels LABELS =
      SeriesLabels.NONE.with("kind", "retry").named("dephasing_events");

  @Test
  void a_series_has_its_labels_by_name_and_one_sample() throws IOException {
    CodedInputStream in = series(Sample.of(LABELS, 1_772_700_059_000L, 42.5));

    assertThat(label(in, 1)).isEqualTo("__name__=dephasing_events");
    assertThat(label(in, 1)).isEqualTo("kind=retry");
    CodedInputStream sample = message(in, 2);
    sample.readTag();
    assertThat(sample.readDouble()).isEqualTo(42.5);
    sample.readTag();
    assertThat(sample.readInt64()).isEqualTo(1_772_700_059_000L);
    assertThat(in.isAtEnd()).isTrue();
  }

  @Test
  void a_stale_marker_keeps_its_bits() throws IOException {
    CodedInputStream in = series(Sample.stale(LABELS, 1_000));
    label(in, 1);
    label(in, 1);
    CodedInputStream sample = message(in, 2);
    sample.readTag();

    assertThat(sample.readFixed64()).isEqualTo(0x7ff0000000000002L);
  }

  @Test
  void an_exemplar_has_its_trace_as_a_label_of_its_own() throws IOException {
    SeriesExemplar exemplar = new SeriesExemplar("4bf92f", 0.25, 999);
    CodedInputStream in =
        series(new Sample(LABELS, 1_000, Double.doubleToLongBits(1), List.of(exemplar)));
    label(in, 1);
    label(in, 1);
    message(in, 2);
    CodedInputStream read = message(in, 3);

    assertThat(label(read, 1)).isEqualTo("trace_id=4bf92f");
    read.readTag();
    assertThat(read.readDouble()).isEqualTo(0.25);
    read.readTag();
    assertThat(read.readInt64()).isEqualTo(999);
  }

  @Test
  void a_request_has_its_series_in_their_order() throws IOException {
    List<EncodedSample> samples = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      samples.add(EncodedSample.of(Sample.of(LABELS, i, 1.0)));
    }
    CodedInputStream in =
        CodedInputStream.newInstance(Snappy.uncompress(RemoteWrite.body(samples)));
    for (EncodedSample sample : samples) {
      assertThat(in.readTag() >>> 3).isEqualTo(1);
      assertThat(in.readByteArray()).isEqualTo(sample.bytes());
    }
    assertThat(in.isAtEnd()).isTrue();
  }

  private static CodedInputStream series(Sample sample) {
    return CodedInputStream.newInstance(EncodedSample.of(sample).bytes());
  }

  private static CodedInputStream message(CodedInputStream in, int field) throws IOException {
    assertThat(in.readTag() >>> 3).isEqualTo(field);
    return CodedInputStream.newInstance(in.readByteArray());
  }

  private static String label(CodedInputStream in, int field) throws IOException {
    CodedInputStream label = message(in, field);
    label.readTag();
    String name = label.readString();
    label.readTag();
    return name + "=" + label.readString();
  }
}
