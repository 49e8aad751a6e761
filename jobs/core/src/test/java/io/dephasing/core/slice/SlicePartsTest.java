package io.dephasing.core.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.bytes.PartInput;
import io.dephasing.core.bytes.Varints;
import io.dephasing.core.codec.Codecs;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlicePartsTest {
  @Test
  void the_kept_slice_fills_each_component() throws IOException {
    Set<Integer> ids = new HashSet<>();
    int version = Codecs.PARTIAL_SLICE.version();
    String file = "/state/%d/%s.bin".formatted(version, Codecs.PARTIAL_SLICE.id());
    try (InputStream kept = SlicePartsTest.class.getResourceAsStream(file)) {
      assertThat(kept).as(file).isNotNull();
      DataInputStream in = new DataInputStream(kept);
      in.readUTF();
      Varints.read(in);
      PartInput.read(
          in,
          "slice",
          (id, part) -> {
            ids.add(id);
            return false;
          });
    }

    assertThat(SliceLayout.all())
        .as("golden bytes: make Samples fill each component")
        .allSatisfy(layout -> assertThat(ids).as(layout.name()).contains(layout.id()));
    assertThat(ids).hasSameSizeAs(SliceLayout.all());
  }
}
