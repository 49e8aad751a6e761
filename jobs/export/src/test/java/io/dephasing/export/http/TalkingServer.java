package io.dephasing.export.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/**
 * Takes one connection, says what it was told to say, and listens until the other side hangs up.
 */
final class TalkingServer implements AutoCloseable {
  private final ServerSocket server;
  private final CompletableFuture<String> heard;

  private TalkingServer(ServerSocket server, CompletableFuture<String> heard) {
    this.server = server;
    this.heard = heard;
  }

  static TalkingServer saying(String answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    return new TalkingServer(
        server, CompletableFuture.supplyAsync(() -> converse(server, answer), TalkingServer::run));
  }

  private static void run(Runnable conversation) {
    Thread thread = new Thread(conversation, "talking-server");
    thread.setDaemon(true);
    thread.start();
  }

  private static String converse(ServerSocket server, String answer) {
    try (Socket socket = server.accept()) {
      InputStream in = socket.getInputStream();
      StringBuilder heard = new StringBuilder();
      byte[] some = new byte[4_096];
      boolean hasAnswered = false;
      for (int count = in.read(some); count >= 0; count = in.read(some)) {
        heard.append(new String(some, 0, count, ISO_8859_1));
        if (!hasAnswered && heard.indexOf("\r\n\r\n") > 0) {
          hasAnswered = true;
          socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        }
      }
      return heard.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
  }

  /** All that was heard, once the other side has hung up. */
  CompletableFuture<String> heard() {
    return heard;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
