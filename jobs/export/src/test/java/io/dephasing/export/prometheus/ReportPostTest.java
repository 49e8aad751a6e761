package io.dephasing.export.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.dephasing.export.http.Credentials;
import io.dephasing.export.http.Endpoint;
import io.dephasing.export.http.TlsFiles;
import io.dephasing.export.series.Sample;
import io.dephasing.export.series.SeriesLabels;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class ReportPostTest {
  private static final long NOW_MILLIS = 1_772_700_000_000L;

  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    timers.shutdownNow();
  }

  @Test
  void a_report_has_the_external_labels() throws Exception {
    CompletableFuture<byte[]> body = new CompletableFuture<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.createContext(
        "/",
        exchange -> {
          body.complete(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    ReportPost post =
        new ReportPost(
            new Endpoint(uri, Duration.ofSeconds(10), Credentials.NONE, TlsFiles.NONE),
            new ExternalLabels(Map.of("region", "eu-north")),
            now -> List.of(Sample.of(SeriesLabels.NONE.named("up"), now, 1)),
            new Never(timers));
    post.start();

    assertThat(new String(Snappy.uncompress(body.get(20, TimeUnit.SECONDS)), UTF_8))
        .contains("region")
        .contains("eu-north");
    post.close();
    server.stop(0);
  }

  /** Its time stands still. */
  private record Never(ScheduledExecutorService timers) implements ProcessingTimeService {
    @Override
    public long getCurrentProcessingTime() {
      return NOW_MILLIS;
    }

    @Override
    public ScheduledFuture<?> registerTimer(long atMillis, ProcessingTimeCallback callback) {
      return timers.schedule(
          () -> {
            callback.onProcessingTime(atMillis);
            return atMillis;
          },
          1,
          TimeUnit.HOURS);
    }
  }
}
