package io.dephasing.core.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.core.bytes.Varints;
import io.dephasing.core.statistics.LogHistogram;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinCountsTest {
  @Test
  void parts_of_any_lengths_add_up_to_counts_of_all_bins() throws IOException {
    Random random = new Random(7);
    for (int trial = 0; trial < 500; trial++) {
      int[] expected = new int[LogHistogram.BINS];
      long sum = 0;
      BinCounts all = new BinCounts();
      for (int part = 0; part < 3; part++) {
        BinCounts counts = new BinCounts();
        for (int left = random.nextInt(20); left > 0; left--) {
          long millis = random.nextLong() >>> random.nextInt(20, 64);
          counts.add(millis);
          expected[LogHistogram.bin(millis)]++;
          sum += millis;
        }
        all.absorb(copy(counts));
      }

      assertThat(copy(all).counts()).isEqualTo(expected).isEqualTo(all.counts());
      assertThat(all.sumMillis()).isEqualTo(sum);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Varints.writeSparse(new DataOutputStream(bytes), expected);
      Varints.write(new DataOutputStream(bytes), sum);
      assertThat(bytes(all)).isEqualTo(bytes.toByteArray());
    }
  }

  @Test
  void a_bin_behind_the_last_is_refused() {
    byte[] beyond = {1, (byte) LogHistogram.BINS, 1, 0};

    assertThatThrownBy(
            () -> new BinCounts().read(new DataInputStream(new ByteArrayInputStream(beyond))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("108");
  }

  private static byte[] bytes(BinCounts counts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    counts.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static BinCounts copy(BinCounts counts) throws IOException {
    BinCounts copy = new BinCounts();
    copy.read(new DataInputStream(new ByteArrayInputStream(bytes(counts))));
    return copy;
  }
}
