package io.dephasing.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.cli.CommandOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

final class PageOptionsTest {
  @Test
  void a_port_that_is_none_is_refused() {
    CommandOutcome outcome = CommandOutcome.of("demo", "--page", "70000");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("--page: must be 0 to 65535");
  }

  @Test
  void a_port_that_is_taken_is_said_before_anything_starts() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      CommandOutcome outcome = CommandOutcome.of("demo", "--page", port);

      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.err()).contains("--page " + port + ": ").doesNotContain("\tat ");
      assertThat(outcome.out()).doesNotContain("Kafka is at");
    }
  }
}
