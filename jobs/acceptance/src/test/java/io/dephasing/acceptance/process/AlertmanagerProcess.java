package io.dephasing.acceptance.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real Alertmanager of one node; it can be stopped and started again on the same port. */
public final class AlertmanagerProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG =
      """
      route:
        receiver: ticket
        group_by: [alertname, service]
        group_wait: 1s
        routes:
          - matchers: [severity="page"]
            receiver: page
            group_wait: 0s
      receivers:
        - name: page
        - name: ticket
      """;

  private final ServerProcess server;

  private AlertmanagerProcess(ServerProcess server) {
    this.server = server;
  }

  /** Starts it with two receivers that tell nobody: page and ticket. */
  public static AlertmanagerProcess start(Path folder) {
    return start(folder, CONFIG);
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param folder an empty folder for data, configuration and log
   * @param config its configuration
   */
  public static AlertmanagerProcess start(Path folder, String config) {
    int port = ServerProcess.freePort();
    Path file = folder.resolve("alertmanager.yml");
    try {
      Files.createDirectories(folder);
      Files.writeString(file, config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ServerProcess server =
        new ServerProcess(
            List.of(
                ServerProcess.program("prometheus-alertmanager"),
                "--config.file=" + file,
                "--storage.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address="),
            folder,
            port);
    server.start();
    return new AlertmanagerProcess(server);
  }

  /** Where it answers. */
  public URI uri() {
    return server.uri();
  }

  /** Ends it. */
  public void stop() {
    server.stop();
  }

  /** Starts it again. */
  public void restart() {
    server.start();
  }

  /** Alerts that are active: firing, perhaps suppressed. */
  public JsonNode alerts() {
    return parse(server.get("/api/v2/alerts"));
  }

  /** Groups of alerts, as receivers get them. */
  public JsonNode groups() {
    return parse(server.get("/api/v2/alerts/groups"));
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(body, e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
