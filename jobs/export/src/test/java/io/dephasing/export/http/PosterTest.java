package io.dephasing.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
          new Poster(
              new Endpoint(server.uri(), Duration.ofSeconds(20), Credentials.NONE, TlsFiles.NONE));
      Answer answer = poster.post(BODY, Map.of()).get(20, TimeUnit.SECONDS);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).startsWith("refused x").hasSizeLessThanOrEqualTo(500);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3cret\nsecond", "s3cret\r\nX-More: 1", "s3cret\0end", "s3crät", "s3 cret", "\n"})
  void a_token_that_no_header_can_hold_is_not_sent_and_not_told(
      String token, @TempDir Path directory) throws Exception {
    Answer answer = postAs(Credentials.bearer(file(directory, token)));

    assertThat(answer.status()).isZero();
    assertThat(answer.body())
        .contains("token does not hold one line of printable ASCII")
        .doesNotContain("s3c");
  }

  @Test
  void a_password_of_two_lines_is_not_sent_and_not_told(@TempDir Path directory) throws Exception {
    Answer answer = postAs(Credentials.basic("me", file(directory, "s3cret\nsecond")));

    assertThat(answer.status()).isZero();
    assertThat(answer.body()).contains("does not hold one line").doesNotContain("s3c");
  }

  @Test
  void a_token_is_sent_without_the_line_break_that_ends_its_file(@TempDir Path directory)
      throws Exception {
    try (TalkingServer server =
        TalkingServer.saying("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")) {
      Credentials credentials = Credentials.bearer(file(directory, "s3cret\r\n"));
      Poster poster =
          new Poster(
              new Endpoint(server.uri(), Duration.ofSeconds(20), credentials, TlsFiles.NONE));

      assertThat(poster.post(BODY, Map.of()).get(20, TimeUnit.SECONDS).status()).isEqualTo(204);
      assertThat(server.heard().get(20, TimeUnit.SECONDS))
          .contains("Authorization: Bearer s3cret\r\n");
    }
  }

  private static Path file(Path directory, String content) throws IOException {
    return Files.writeString(directory.resolve("token"), content);
  }

  /** To nobody: it must not come that far. */
  private static Answer postAs(Credentials credentials) throws Exception {
    Endpoint nobody =
        new Endpoint(URI.create("http://127.0.0.1:1/"), TIMEOUT, credentials, TlsFiles.NONE);
    return new Poster(nobody).post(BODY, Map.of()).get(20, TimeUnit.SECONDS);
  }

  private static CompletableFuture<Answer> post(TalkingServer server) {
    return new Poster(new Endpoint(server.uri(), TIMEOUT, Credentials.NONE, TlsFiles.NONE))
        .post(BODY, Map.of());
  }
}
