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

/**
 * A real Prometheus as the docs want it: remote-write receiver, exemplars, samples out of order for
 * 6 h. It can be stopped and started again on the same port with the same data.
 */
public final class PrometheusProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIG =
      """
      global:
        scrape_interval: 15s
      storage:
        tsdb:
          out_of_order_time_window: 6h
        exemplars:
          max_exemplars: 10000
      """;

  private final ServerProcess server;

  private PrometheusProcess(ServerProcess server) {
    this.server = server;
  }

  /** Starts it with nothing to scrape and no rules. */
  public static PrometheusProcess start(Path folder) {
    return start(folder, "");
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param folder an empty folder for data, configuration and log
   * @param more YAML after the storage's: rule_files, scrape_configs, alerting
   */
  public static PrometheusProcess start(Path folder, String more) {
    int port = ServerProcess.freePort();
    Path config = folder.resolve("prometheus.yml");
    try {
      Files.createDirectories(folder);
      Files.writeString(config, CONFIG + more);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ServerProcess server =
        new ServerProcess(
            List.of(
                ServerProcess.program("prometheus"),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-remote-write-receiver",
                "--enable-feature=exemplar-storage"),
            folder,
            port);
    server.start();
    return new PrometheusProcess(server);
  }

  /** Where it answers; the remote-write receiver is at {@code /api/v1/write}. */
  public URI uri() {
    return server.uri();
  }

  /** Ends it; what it has stored stays. */
  public void stop() {
    server.stop();
  }

  /** Starts it again. */
  public void restart() {
    server.start();
  }

  /** Result of an instant query at a time. */
  public JsonNode query(String expression, long atMillis) {
    return result(server.get("/api/v1/query", "query", expression, "time", seconds(atMillis)));
  }

  /** Result of a range query. */
  public JsonNode queryRange(String expression, long fromMillis, long toMillis, long stepSeconds) {
    return result(
        server.get(
            "/api/v1/query_range",
            "query",
            expression,
            "start",
            seconds(fromMillis),
            "end",
            seconds(toMillis),
            "step",
            stepSeconds + "s"));
  }

  /** Exemplars of a selector in a stretch of time. */
  public JsonNode exemplars(String selector, long fromMillis, long toMillis) {
    return parse(
            server.get(
                "/api/v1/query_exemplars",
                "query",
                selector,
                "start",
                seconds(fromMillis),
                "end",
                seconds(toMillis)))
        .path("data");
  }

  private static JsonNode result(String body) {
    return parse(body).path("data").path("result");
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(body, e);
    }
  }

  private static String seconds(long millis) {
    return String.valueOf(millis / 1000.0);
  }

  @Override
  public void close() {
    server.close();
  }
}
