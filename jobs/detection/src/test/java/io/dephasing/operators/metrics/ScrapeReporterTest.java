package io.dephasing.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.flink.metrics.MetricConfig;
import org.junit.jupiter.api.Test;

class ScrapeReporterTest {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String OTHER_ADDRESS = "127.0.0.2";

  @Test
  void metrics_are_served_on_the_address_and_on_no_other() throws Exception {
    ScrapeReporter reporter = new ScrapeReporter(LOOPBACK, 0);
    reporter.open(new MetricConfig());
    try {
      assertThat(scrape(reporter.port())).isEqualTo(200);
      assertThatThrownBy(() -> connect(OTHER_ADDRESS, reporter.port()))
          .isInstanceOf(ConnectException.class);
    } finally {
      reporter.close();
    }
    assertThatThrownBy(() -> connect(LOOPBACK, reporter.port()))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void a_port_that_is_taken_is_named() {
    ScrapeReporter first = new ScrapeReporter(LOOPBACK, 0);
    try {
      assertThatThrownBy(() -> new ScrapeReporter(LOOPBACK, first.port()))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("metrics on 127.0.0.1:" + first.port());
    } finally {
      first.close();
    }
  }

  private static int scrape(int port) throws IOException, InterruptedException {
    URI uri = URI.create("http://%s:%d/metrics".formatted(LOOPBACK, port));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static void connect(String host, int port) throws IOException {
    new Socket(InetAddress.getByName(host), port).close();
  }
}
