package io.dephasing.export.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyStartTest {
  @Test
  void two_kibibytes_are_kept_and_the_rest_is_discarded() {
    BodyStart body = new BodyStart();
    ByteBuffer kibibyteAndHalf = ByteBuffer.wrap("x".repeat(1_536).getBytes(US_ASCII));
    for (int i = 0; i < 3; i++) {
      body.onNext(List.of(kibibyteAndHalf.duplicate()));
    }
    body.onComplete();

    assertThat(body.getBody().toCompletableFuture()).isCompletedWithValue("x".repeat(2_048));
  }
}
