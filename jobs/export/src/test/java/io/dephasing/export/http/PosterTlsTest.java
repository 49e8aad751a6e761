package io.dephasing.export.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.dephasing.topology.PemFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PosterTlsTest {
  @TempDir Path folder;

  private KeyPairs pairs;
  private KeyStore server;
  private KeyStore client;
  private HttpsServer https;

  @BeforeEach
  void start() throws Exception {
    pairs = new KeyPairs(folder);
    server = pairs.make("server");
    client = pairs.make("client");
    https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
  }

  @AfterEach
  void stop() {
    https.stop(0);
  }

  @Test
  void an_authority_of_ones_own_is_trusted_where_it_is_named() throws Exception {
    serve(false);
    String ca = pairs.certificate(server, "ca.pem").toString();

    assertThat(post(new TlsFiles(Map.of(PemFile.CA, ca))).status()).isEqualTo(204);
    Answer refused = post(TlsFiles.NONE);
    assertThat(refused.status()).isZero();
    assertThat(refused.body()).contains("SSLHandshakeException");
  }

  @Test
  void a_client_shows_its_certificate_where_it_is_asked_for() throws Exception {
    serve(true);
    String ca = pairs.certificate(server, "ca.pem").toString();
    TlsFiles both =
        new TlsFiles(
            Map.of(
                PemFile.CA, ca,
                PemFile.CERTIFICATE, pairs.certificate(client, "client.pem").toString(),
                PemFile.KEY, pairs.key(client, "client.key").toString()));

    assertThat(post(both).status()).isEqualTo(204);
    assertThat(post(new TlsFiles(Map.of(PemFile.CA, ca))).status()).isZero();
  }

  @Test
  void files_that_change_are_read_again() throws Exception {
    serve(false);
    Path ca = pairs.certificate(client, "ca.pem");
    Poster poster = poster(new TlsFiles(Map.of(PemFile.CA, ca.toString())));
    assertThat(post(poster).status()).as("another's").isZero();

    pairs.certificate(server, "ca.pem");
    Files.setLastModifiedTime(
        ca, FileTime.fromMillis(Files.getLastModifiedTime(ca).toMillis() + 1_000));
    assertThat(post(poster).status()).isEqualTo(204);
  }

  @Test
  void a_file_that_holds_something_else_is_named_and_its_content_is_not() throws Exception {
    Path nonsense = Files.writeString(folder.resolve("ca.pem"), "s3cret");

    assertThatThrownBy(() -> new TlsFiles(Map.of(PemFile.CA, nonsense.toString())).context())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("ca.pem")
        .hasMessageContaining("no certificates or keys in PEM")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> new TlsFiles(Map.of(PemFile.CA, "/no/such/file")).context())
        .hasMessage("/no/such/file cannot be read");
  }

  private void serve(boolean asksForClients) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(server, KeyPairs.PASSWORD);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyPairs.trusting(client));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    https.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = context.getDefaultSSLParameters();
            ssl.setNeedClientAuth(asksForClients);
            parameters.setSSLParameters(ssl);
          }
        });
    https.start();
  }

  private Answer post(TlsFiles files) throws Exception {
    return post(poster(files));
  }

  private static Answer post(Poster poster) throws Exception {
    return poster.post(new byte[] {1}, Map.of()).get(30, TimeUnit.SECONDS);
  }

  private Poster poster(TlsFiles files) {
    URI uri = URI.create("https://127.0.0.1:" + https.getAddress().getPort() + "/");
    return new Poster(new Endpoint(uri, Duration.ofSeconds(20), Credentials.NONE, files));
  }
}
