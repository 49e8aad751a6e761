package io.dephasing.cli.options;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.export.ExportEndpoints;
import io.dephasing.topology.InvalidOptionException;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to export to, the same for each command that runs the export job. */
public final class ExportOptions {
  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      description =
          "Writes SLIs and alerts to this Prometheus; instead of prometheus.url in the"
              + " configuration.")
  private @Nullable String prometheus;

  @Option(
      names = "--alertmanager",
      paramLabel = "URL",
      description =
          "Posts alerts to this Alertmanager; several times for several. Instead of"
              + " alertmanager.urls in the configuration.")
  private List<String> alertmanagers = new ArrayList<>();

  /** Settings with these addresses. */
  public JobSettings settings(JobSettings given) throws InvalidInputException {
    JobSettings settings = given;
    try {
      if (prometheus != null) {
        settings = settings.with(Options.PROMETHEUS_URL, prometheus);
      }
      if (!alertmanagers.isEmpty()) {
        settings =
            settings.with(
                Options.ALERTMANAGER_URLS,
                alertmanagers.stream()
                    .map(url -> "'" + url.replace("'", "''") + "'")
                    .collect(Collectors.joining(";")));
      }
      new ExportEndpoints(settings).check();
      return settings;
    } catch (InvalidOptionException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()));
    }
  }

  /** Says where it goes, if anywhere. */
  public static void announce(JobSettings settings, PrintWriter out) {
    ExportEndpoints endpoints = new ExportEndpoints(settings);
    endpoints.prometheusUri().ifPresent(uri -> out.println("exports  " + uri));
    for (URI uri : endpoints.alertmanagerUris()) {
      out.println("alerts   " + uri);
    }
  }
}
