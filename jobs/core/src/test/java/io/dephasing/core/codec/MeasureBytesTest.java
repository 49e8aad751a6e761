package io.dephasing.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.Measures;
import io.dephasing.core.sli.SampleMeasures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeasureBytesTest {
  private static final String UNKNOWN = "a_measure_of_a_later_release_with_a_rather_long_name_☂";

  @Test
  void ids_are_spelled_as_any_text_is() throws IOException {
    for (int seed = 0; seed < 50; seed++) {
      Map<String, Double> byId = byId(new Random(seed));
      List<String> inOrder =
          Measure.all().stream().map(Measure::id).filter(byId::containsKey).toList();
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      MeasureBytes.write(SampleMeasures.of(byId), new DataOutputStream(written));
      assertThat(written.toByteArray()).isEqualTo(bytes(byId, inOrder));
    }
  }

  @Test
  void their_order_is_free_and_what_is_unknown_is_left_out() throws IOException {
    for (int seed = 0; seed < 50; seed++) {
      Map<String, Double> byId = byId(new Random(seed));
      byId.put(UNKNOWN, 1.0);
      byte[] bytes = bytes(byId, List.copyOf(byId.keySet()));
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      Measures read = MeasureBytes.read(in);
      for (Measure measure : Measure.all()) {
        assertThat(read.value(measure)).isEqualTo(byId.getOrDefault(measure.id(), Double.NaN));
      }
      assertThat(in.available()).isZero();
    }
  }

  private static Map<String, Double> byId(Random random) {
    Map<String, Double> byId = new HashMap<>();
    for (Measure measure : Measure.all()) {
      if (random.nextInt(4) > 0) {
        byId.put(measure.id(), random.nextGaussian());
      }
    }
    return byId;
  }

  private static byte[] bytes(Map<String, Double> byId, List<String> order) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Varints.write(out, order.size());
    for (String id : order) {
      out.writeUTF(id);
      out.writeDouble(byId.getOrDefault(id, Double.NaN));
    }
    return bytes.toByteArray();
  }
}
