package io.dephasing.export.http;

import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Posts to one server; never throws for what the network does. */
public final class Poster {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Endpoint endpoint;
  private final Duration connect;
  private final ClientOfFiles http;

  /** Posts there. */
  public Poster(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.connect = endpoint.timeout().compareTo(CONNECT) < 0 ? endpoint.timeout() : CONNECT;
    this.http = new ClientOfFiles(endpoint.tls(), connect);
  }

  /**
   * Sends a body; completes with what came back, or that nothing did: within the time-out and that
   * of the connection, whatever the server does.
   */
  public CompletableFuture<Answer> post(byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.uri())
            .timeout(endpoint.timeout())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    HttpClient client;
    Optional<String> authorization;
    try {
      client = http.now();
      authorization = endpoint.credentials().authorization();
    } catch (UncheckedIOException e) {
      return CompletableFuture.completedFuture(Answer.none(e));
    }
    authorization.ifPresent(value -> request.header("Authorization", value));
    return whole(client.sendAsync(request.build(), head -> new BodyStart()));
  }

  /** The request's own time-out ends with the headers: a body that stalls has to be ended here. */
  private CompletableFuture<Answer> whole(CompletableFuture<HttpResponse<String>> exchange) {
    return exchange
        .copy()
        .orTimeout(endpoint.timeout().plus(connect).toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (response, failure) -> {
              if (failure == null) {
                return new Answer(response.statusCode(), response.body());
              }
              // Closes the connection where it is still open.
              exchange.cancel(true);
              return Answer.none(cause(failure));
            });
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
