package io.dephasing.operators.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import org.apache.flink.metrics.prometheus.AbstractPrometheusReporter;

/**
 * Flink's metrics, to be scraped by Prometheus, on one address of this machine. Flink's own
 * reporter is on all of them, whoever can reach the machine.
 */
final class ScrapeReporter extends AbstractPrometheusReporter {
  private final HTTPServer server;

  /**
   * Listens from now on.
   *
   * @throws UncheckedIOException where the address or the port cannot be had
   */
  ScrapeReporter(String host, int port) {
    try {
      server = new HTTPServer(new InetSocketAddress(host, port), registry(), true);
    } catch (IOException e) {
      throw new UncheckedIOException("metrics on %s:%d".formatted(host, port), e);
    }
  }

  int port() {
    return server.getPort();
  }

  /** Flink keeps it to its package; the metrics are nowhere else. */
  private CollectorRegistry registry() {
    try {
      Field registry = AbstractPrometheusReporter.class.getDeclaredField("registry");
      registry.setAccessible(true);
      return (CollectorRegistry) registry.get(this);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Flink's Prometheus reporter has no registry any more", e);
    }
  }

  @Override
  public void close() {
    server.stop();
    super.close();
  }
}
