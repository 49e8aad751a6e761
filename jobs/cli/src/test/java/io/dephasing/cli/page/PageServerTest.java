package io.dephasing.cli.page;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dephasing.schemas.AlertState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PageServerTest {
  private static final long PATIENCE_MILLIS = 300;

  private final PageModel model =
      new PageModel(new PageModel.Setting("Test", () -> LivePage.Script.REAL));
  private final List<Socket> sockets = new ArrayList<>();
  private PageServer server;

  @BeforeEach
  void serve() throws IOException {
    server = new PageServer(0, model, PATIENCE_MILLIS);
  }

  @AfterEach
  void end() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
  }

  private int port() {
    return server.address().getPort();
  }

  private Socket send(String method, String path, String host) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
    String request =
        "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(method, path, host);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    return socket;
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
  }

  private List<String> answer(String method, String path, String host) throws IOException {
    return reader(send(method, path, host)).lines().toList();
  }

  private String here() {
    return "localhost:" + port();
  }

  @Test
  void the_page_is_served_with_a_strict_policy() throws IOException {
    List<String> answer = answer("GET", "/", here());

    assertThat(answer.get(0)).isEqualTo("HTTP/1.1 200 OK");
    assertThat(answer)
        .anyMatch(line -> line.matches("(?i)content-security-policy: default-src 'none';.*"))
        .anyMatch(line -> line.matches("(?i)content-type: text/html; charset=utf-8"))
        .anyMatch(line -> line.contains("<!doctype html>"))
        .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("access-control"));
  }

  @Test
  void a_page_elsewhere_cannot_pretend_to_be_here() throws IOException {
    for (String host : List.of("evil.example:" + port(), "localhost:1", "localhost", "")) {
      assertThat(answer("GET", "/events", host).get(0)).as(host).startsWith("HTTP/1.1 421");
    }
    assertThat(answer("GET", "/", "127.0.0.1:" + port()).get(0)).startsWith("HTTP/1.1 200");
    assertThat(answer("GET", "/", here() + "\r\nHost: evil.example").get(0))
        .as("two names")
        .startsWith("HTTP/1.1 421");
  }

  @Test
  void there_is_nothing_else() throws IOException {
    assertThat(answer("GET", "/no-such-page", here()).get(0)).startsWith("HTTP/1.1 404");
    assertThat(answer("GET", "/../../etc/passwd", here()).get(0)).startsWith("HTTP/1.1 404");
    assertThat(answer("POST", "/", here()).get(0)).startsWith("HTTP/1.1 405");
    assertThat(answer("DELETE", "/events", here()).get(0)).startsWith("HTTP/1.1 405");
  }

  @Test
  void head_says_what_get_would() throws IOException {
    List<String> head = answer("HEAD", "/main.js", here());

    assertThat(head.get(0)).isEqualTo("HTTP/1.1 200 OK");
    assertThat(head).anyMatch(line -> line.matches("(?i)content-length: [1-9]\\d+"));
    assertThat(head.get(head.size() - 1)).as("no body").isEmpty();
    assertThat(answer("HEAD", "/events", here()).get(0)).startsWith("HTTP/1.1 200");
    await().until(() -> server.streams() == 0);
  }

  @Test
  void whoever_comes_late_is_told_the_whole_story_and_then_that_it_ended() throws IOException {
    model.add(PageRecords.herd(PageRecords.CRON, PageRecords.NOON));
    BufferedReader reader = reader(send("GET", "/events?group=job-start%2Fno%2Fsuch", here()));

    String first = reader.lines().filter(line -> line.startsWith("data: ")).findFirst().orElse("");
    server.close();

    assertThat(first).contains("\"whole\":true", "\"start\":" + PageRecords.NOON);
    assertThat(reader.lines()).contains("event: end");
  }

  @Test
  void a_browser_that_does_not_read_is_left_behind() throws IOException {
    String longName = "n".repeat(1_000);
    for (int i = 0; i < PageModel.GROUPS; i++) {
      model.add(PageRecords.start("job-start/" + longName + i + "/" + longName, "a", 0));
    }
    Socket deaf = send("GET", "/events", here());
    await().until(() -> server.streams() == 1);

    // Each alert makes the list of groups new, which is a megabyte here.
    await()
        .until(
            () -> {
              model.add(
                  PageRecords.alert(
                      "a", "job-start/" + longName + "0/" + longName, AlertState.FIRING, 0));
              return server.streams() == 0;
            });
    assertThat(deaf.isClosed()).as("it was the server that hung up").isFalse();
    assertThat(answer("GET", "/", here()).get(0)).startsWith("HTTP/1.1 200");
  }

  @Test
  void so_many_browsers_and_no_more() throws IOException {
    for (int i = 0; i < PageServer.MOST_STREAMS; i++) {
      send("GET", "/events", here());
    }
    await().until(() -> server.streams() == PageServer.MOST_STREAMS);

    assertThat(answer("GET", "/events", here()).get(0)).startsWith("HTTP/1.1 503");
    assertThat(answer("GET", "/", here()).get(0)).startsWith("HTTP/1.1 200");
  }

  @Test
  void a_taken_port_is_an_error() {
    assertThatThrownBy(() -> new PageServer(port(), model, PATIENCE_MILLIS))
        .isInstanceOf(BindException.class);
  }
}
