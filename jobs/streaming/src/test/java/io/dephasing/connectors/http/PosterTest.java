package io.dephasing.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PosterTest {
  private static final Duration TIMEOUT = Duration.ofMillis(300);
  private static final byte[] BODY = {1};

  @Test
  void half_a_body_is_no_answer_and_its_connection_is_closed() throws Exception {
    try (TalkingServer server =
        TalkingServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf")) {
      Answer answer = post(server).get(20, TimeUnit.SECONDS);

      assertThat(answer.status()).isZero();
      assertThat(answer.body()).contains("TimeoutException");
      assertThat(server.heard().get(20, TimeUnit.SECONDS)).startsWith("POST / ");
    }
  }

  @Test
  void headers_that_do_not_come_are_no_answer() throws Exception {
    try (TalkingServer server = TalkingServer.saying("")) {
      assertThat(post(server).get(20, TimeUnit.SECONDS).status()).isZero();
    }
  }

  @Test
  void of_a_long_body_the_beginning_is_kept() throws Exception {
    String body = "refused " + "x".repeat(1_000_000);
    try (TalkingServer server =
        TalkingServer.saying(
            "HTTP/1.1 400 Bad Request\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
      Poster poster =
          new Poster(new Endpoint(server.uri(), Duration.ofSeconds(20), Credentials.NONE));
      Answer answer = poster.post(BODY, Map.of()).get(20, TimeUnit.SECONDS);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).startsWith("refused x").hasSizeLessThanOrEqualTo(500);
    }
  }

  private static CompletableFuture<Answer> post(TalkingServer server) {
    return new Poster(new Endpoint(server.uri(), TIMEOUT, Credentials.NONE)).post(BODY, Map.of());
  }
}
