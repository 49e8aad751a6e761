package io.dephasing.formats.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class WireFormatsTest {
  private static final byte[] JSON = " \n{}".getBytes(UTF_8);
  private static final byte[] AVRO = {(byte) 0xC3, 1, 0, 0};

  @Test
  void a_format_is_told_by_its_first_bytes() {
    FormatDetection detection = new FormatDetection(WireFormats.all());
    assertThat(detection.of(JSON)).isSameAs(WireFormats.JSON.format());
    assertThat(detection.of(AVRO)).isSameAs(WireFormats.AVRO_SINGLE_OBJECT.format());
    assertThat(detection.of("[]".getBytes(UTF_8))).isNull();
    assertThat(detection.of(new byte[] {(byte) 0xC3})).isNull();
    assertThat(detection.of(new byte[0])).isNull();
  }

  @Test
  void a_format_that_is_not_allowed_is_not_found() {
    FormatDetection detection = new FormatDetection(List.of(WireFormats.JSON));
    assertThat(detection.of(AVRO)).isNull();
    assertThat(detection.of(JSON)).isNotNull();
    assertThatThrownBy(() -> new FormatDetection(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("avro, json");
  }

  @Test
  void an_id_names_its_format() {
    for (WireFormats format : WireFormats.all()) {
      assertThat(WireFormats.ofId(format.id())).contains(format);
    }
    assertThat(WireFormats.ofId("xml")).isEmpty();
  }
}
