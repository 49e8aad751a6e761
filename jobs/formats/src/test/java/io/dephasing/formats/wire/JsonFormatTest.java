package io.dephasing.formats.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonFormatTest {
  private final JsonFormat format = new JsonFormat();

  @Test
  void an_object_is_claimed_whatever_space_is_before_it() {
    assertThat(format.claims("{".getBytes(UTF_8))).isTrue();
    assertThat(format.claims(" \r\n\t{}".getBytes(UTF_8))).isTrue();
  }

  @Test
  void nothing_else_is() {
    for (String text : List.of("", "  ", "[{}]", "\"{\"", "7", "null")) {
      assertThat(format.claims(text.getBytes(UTF_8))).as(text).isFalse();
    }
  }

  @Test
  void the_whole_value_is_the_payload() {
    assertThat(format.open("{} ".getBytes(UTF_8), WriterSchemas.of(List.of()), new Opened()))
        .isEqualTo("json {} ");
  }
}
