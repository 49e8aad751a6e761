package io.dephasing.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the page and its stream of updates to browsers on this machine, and to nobody else. */
final class PageServer implements AutoCloseable {
  /** Browsers that are told at the same time. */
  static final int MOST_STREAMS = 12;

  private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);
  private static final String GROUP_PARAMETER = "group=";
  private static final long FAREWELL_MILLIS = 1_000;
  private static final int MOST_QUERY = 2_000;

  /** Nothing from elsewhere, nothing inline: whatever a group is called, it is only text. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'";

  private final HttpServer server;
  private final ExecutorService threads;
  private final PageModel model;
  private final HostRule hosts;
  private final Deadlines deadlines;
  private final AtomicInteger streams = new AtomicInteger();

  /**
   * Begins to serve.
   *
   * @param port of localhost; 0 for a free one
   * @param model what is told
   * @param patienceMillis what a browser may take to read an update
   * @throws IOException where the port is taken
   */
  PageServer(int port, PageModel model, long patienceMillis) throws IOException {
    this.model = model;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    hosts = new HostRule(server.getAddress().getPort());
    deadlines = new Deadlines(patienceMillis);
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "page");
              thread.setDaemon(true);
              return thread;
            });
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Where it is. */
  URI address() {
    return URI.create("http://localhost:%d/".formatted(server.getAddress().getPort()));
  }

  /** Browsers that are being told. */
  int streams() {
    return streams.get();
  }

  /** Ends: browsers are told so, whoever does not read any more is left behind. */
  @Override
  public void close() {
    model.close();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(FAREWELL_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.debug("a browser does not read any more");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    deadlines.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Security-Policy", POLICY);
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set("Cross-Origin-Resource-Policy", "same-origin");
      headers.set("Cross-Origin-Opener-Policy", "same-origin");
      headers.set("Cache-Control", "no-store");
      answer(exchange);
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("a browser went away");
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    if (!hosts.isAllowed(exchange.getRequestHeaders().get("Host"))) {
      refuse(exchange, 421, "this page is for browsers on its own machine");
    } else if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      refuse(exchange, 405, "there is nothing to be changed here");
    } else if (exchange.getRequestURI().getPath().equals("/events")) {
      stream(exchange);
    } else {
      Optional<PageFiles.Content> file = PageFiles.read(exchange.getRequestURI().getPath());
      if (file.isPresent()) {
        send(exchange, 200, file.get());
      } else {
        refuse(exchange, 404, "there is no such page");
      }
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    if (streams.incrementAndGet() > MOST_STREAMS) {
      streams.decrementAndGet();
      exchange.getResponseHeaders().set("Retry-After", "10");
      refuse(exchange, 503, "too many pages are open");
      return;
    }
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      exchange.sendResponseHeaders(200, 0);
      new UpdateStream(model, group(exchange.getRequestURI()), deadlines)
          .write(exchange.getResponseBody());
    } finally {
      streams.decrementAndGet();
    }
  }

  private static Optional<String> group(URI uri) {
    String query = uri.getRawQuery();
    if (query == null || query.length() > MOST_QUERY || !query.startsWith(GROUP_PARAMETER)) {
      return Optional.empty();
    }
    try {
      return Optional.of(URLDecoder.decode(query.substring(GROUP_PARAMETER.length()), UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    send(exchange, status, new PageFiles.Content("text/plain; charset=utf-8", why + "\n"));
  }

  private static void send(HttpExchange exchange, int status, PageFiles.Content content)
      throws IOException {
    byte[] bytes = content.text().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", content.type());
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", "" + bytes.length);
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
