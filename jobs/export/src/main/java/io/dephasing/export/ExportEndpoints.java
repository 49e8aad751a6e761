package io.dephasing.export;

import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.export.alertmanager.AlertmanagerSink;
import io.dephasing.export.alertmanager.Links;
import io.dephasing.export.http.Credentials;
import io.dephasing.export.http.Endpoint;
import io.dephasing.export.http.TlsFiles;
import io.dephasing.export.kafka.KeyedRecords;
import io.dephasing.export.kafka.RecordSources;
import io.dephasing.export.prometheus.ExternalLabels;
import io.dephasing.export.prometheus.PrometheusSink;
import io.dephasing.topology.InvalidOptionException;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.KafkaEndpoints;
import io.dephasing.topology.Options;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.source.KafkaSource;

/** Where the export job reads and writes, as the options say. */
public final class ExportEndpoints {
  private static final String WRITE_PATH = "/api/v1/write";
  private static final String ALERTS_PATH = "/api/v2/alerts";

  private final JobSettings settings;

  /** Endpoints with these settings. */
  public ExportEndpoints(JobSettings settings) {
    this.settings = settings;
  }

  /**
   * Looks at all of it, so that a bad option stops the job before the first record.
   *
   * @throws InvalidOptionException where options do not fit together
   */
  public void check() {
    prometheusSink();
    alertmanagerSink();
  }

  /** Whether there is anything to write to. */
  public boolean isAny() {
    return prometheus().isPresent() || !alertmanagers().isEmpty();
  }

  /** Where samples are written, for people. */
  public Optional<URI> prometheusUri() {
    return prometheus().map(Endpoint::uri);
  }

  /** Where alerts are posted, for people. */
  public List<URI> alertmanagerUris() {
    return alertmanagers().stream().map(Endpoint::uri).toList();
  }

  /** The records of a topic for Prometheus, or those for Alertmanager. */
  KafkaSource<Tuple2<String, byte[]>> source(TopicRole role, KeyedRecords.Keying keying) {
    KafkaEndpoints kafka = new KafkaEndpoints(settings);
    String group = Options.EXPORT_GROUP.required(settings.options());
    boolean isToTell = keying == KeyedRecords.Keying.ALERT_BY_FINGERPRINT;
    return new RecordSources(kafka.clients(), kafka.topics())
        .source(role, keying, isToTell ? group + "-alertmanager" : group);
  }

  Optional<PrometheusSink> prometheusSink() {
    int samples = Options.PROMETHEUS_BATCH_SAMPLES.required(settings.options());
    return prometheus()
        .map(
            endpoint ->
                new PrometheusSink(
                    endpoint,
                    new PrometheusSink.Batching(
                        samples,
                        duration(Options.PROMETHEUS_BATCH_WAIT),
                        duration(Options.PROMETHEUS_WINDOW),
                        externalLabels())));
  }

  Optional<AlertmanagerSink> alertmanagerSink() {
    List<Endpoint> endpoints = alertmanagers();
    Links links =
        new Links(text(Options.GRAFANA_URL).orElse(null), text(Options.DOCS_URL).orElse(null));
    return endpoints.isEmpty()
        ? Optional.empty()
        : Optional.of(new AlertmanagerSink(endpoints, links, externalLabels(), prometheus()));
  }

  private ExternalLabels externalLabels() {
    Map<String, String> labels = Options.PROMETHEUS_LABELS.required(settings.options());
    return new ExternalLabels(labels);
  }

  private Optional<Endpoint> prometheus() {
    Credentials credentials =
        credentials(
            Options.PROMETHEUS_USER,
            Options.PROMETHEUS_PASSWORD_FILE,
            Options.PROMETHEUS_TOKEN_FILE);
    return text(Options.PROMETHEUS_URL)
        .map(
            url ->
                new Endpoint(
                    withPath(url, WRITE_PATH),
                    duration(Options.PROMETHEUS_TIMEOUT),
                    credentials,
                    tls(Options.PROMETHEUS_TLS)));
  }

  private List<Endpoint> alertmanagers() {
    Credentials credentials =
        credentials(
            Options.ALERTMANAGER_USER,
            Options.ALERTMANAGER_PASSWORD_FILE,
            Options.ALERTMANAGER_TOKEN_FILE);
    List<String> urls = Options.ALERTMANAGER_URLS.required(settings.options());
    Duration timeout = duration(Options.ALERTMANAGER_TIMEOUT);
    TlsFiles tls = tls(Options.ALERTMANAGER_TLS);
    return urls.stream()
        .map(url -> new Endpoint(withPath(url, ALERTS_PATH), timeout, credentials, tls))
        .toList();
  }

  private Credentials credentials(Options user, Options passwordFile, Options tokenFile) {
    Optional<String> token = text(tokenFile);
    Optional<String> name = text(user);
    Optional<String> password = text(passwordFile);
    if (name.isPresent() != password.isPresent()) {
      throw new InvalidOptionException(
          user.key(), name.orElse("nothing"), "to be set together with " + passwordFile.key());
    }
    if (token.isPresent() && name.isPresent()) {
      throw new InvalidOptionException(
          tokenFile.key(), token.get(), "not to be set together with " + user.key());
    }
    if (token.isPresent()) {
      return Credentials.bearer(Path.of(token.get()));
    }
    return name.isPresent()
        ? Credentials.basic(name.get(), Path.of(password.orElseThrow()))
        : Credentials.NONE;
  }

  /** Read once, so that a file that holds something else is found at the start. */
  private TlsFiles tls(Options option) {
    Map<String, String> files = option.required(settings.options());
    try {
      TlsFiles tls = new TlsFiles(files);
      tls.context();
      return tls;
    } catch (UncheckedIOException e) {
      throw new InvalidOptionException("%s: %s".formatted(option.key(), e.getMessage()));
    }
  }

  /** People write the server's address; a path of their own stays. */
  private static URI withPath(String url, String path) {
    URI uri = URI.create(url);
    String given = uri.getPath();
    return given == null || given.isEmpty() || given.equals("/") ? uri.resolve(path) : uri;
  }

  private Optional<String> text(Options option) {
    return option.of(settings.options());
  }

  private Duration duration(Options option) {
    return option.required(settings.options());
  }
}
