package io.dephasing.acceptance.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.dephasing.acceptance.deploy.ComposeService.Mount;
import io.dephasing.cli.Main;
import io.dephasing.export.ExportJob;
import io.dephasing.repository.Repository;
import io.dephasing.repository.Tool;
import io.dephasing.repository.Yaml;
import io.dephasing.topology.DetectionJob;
import io.dephasing.topology.OptionsLoader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be known of the file without an engine. */
final class ComposeTest {
  private static final Path DASHBOARDS = Repository.ROOT.resolve("dashboards");

  static List<ComposeService> services() {
    return ComposeService.all();
  }

  @ParameterizedTest
  @MethodSource("services")
  void an_image_is_pinned_to_a_version(ComposeService service) {
    assertThat(service.image()).matches("[a-z/]+:v?[0-9]+\\.[0-9]+\\.[0-9]+[a-z0-9_.-]*");
  }

  @ParameterizedTest
  @MethodSource("services")
  void a_service_has_a_health_check_or_runs_to_its_end(ComposeService service) {
    assertThat(service.hasHealthCheck()).isNotEqualTo(service.isTask());
  }

  @ParameterizedTest
  @MethodSource("services")
  void what_is_mounted_exists(ComposeService service) {
    assertThat(service.mounts())
        .allSatisfy(
            (Mount mount) -> {
              if (!mount.isPath()) {
                assertThat(ComposeService.volumes()).contains(mount.source());
              } else if (!mount.isBuilt()) {
                assertThat(Repository.ROOT.resolve(mount.source()).normalize()).exists();
              }
            });
  }

  @ParameterizedTest
  @MethodSource("services")
  void a_service_waits_for_what_can_come_true(ComposeService service) {
    for (Map.Entry<String, String> dependency : service.dependencies().entrySet()) {
      ComposeService other = named(dependency.getKey());
      assertThat(dependency.getValue())
          .isEqualTo(other.isTask() ? "service_completed_successfully" : "service_healthy");
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void only_this_machine_reaches_a_port(ComposeService service) {
    assertThat(service.ports()).allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void each_volume_is_used() {
    assertThat(services())
        .flatExtracting(ComposeService::mounts)
        .extracting(Mount::source)
        .containsAll(ComposeService.volumes());
  }

  @Test
  void the_cluster_has_the_version_that_the_jobs_are_built_for() {
    String pom = Repository.text(Repository.ROOT.resolve("pom.xml"));
    String flink = pom.replaceAll("(?s).*<flink.version>([^<]*)</flink.version>.*", "$1");

    assertThat(services())
        .extracting(ComposeService::image)
        .filteredOn(image -> image.startsWith("flink:"))
        .isNotEmpty()
        .allMatch(image -> image.startsWith("flink:" + flink + "-") && image.endsWith("java17"));
  }

  @Test
  void what_is_started_exists() {
    List<String> words = services().stream().flatMap(service -> service.words().stream()).toList();

    assertThat(words)
        .contains(DetectionJob.class.getName(), ExportJob.class.getName(), Main.class.getName());
    assertThat(named("detection").words()).contains("dephasing-detection");
    for (ExportJob.Destination destination : ExportJob.Destination.values()) {
      assertThat(named("export-" + destination.id()).words())
          .contains(destination.job(), "--destination", destination.id());
    }
  }

  @Test
  void both_jobs_understand_their_configuration() {
    Path file = Repository.ROOT.resolve("deploy/dephasing.yaml");

    assertThatCode(() -> new OptionsLoader().load(file)).doesNotThrowAnyException();
  }

  @Test
  void whoever_is_asked_is_a_service() {
    Stream<String> addresses =
        Stream.of(
            Yaml.tree(DASHBOARDS.resolve("provisioning/datasources/prometheus.yml"))
                .at("/datasources/0/url")
                .asText(),
            Yaml.tree(Repository.ROOT.resolve("deploy/dephasing.yaml"))
                .at("/prometheus/url")
                .asText(),
            Yaml.tree(Repository.ROOT.resolve("deploy/dephasing.yaml"))
                .at("/alertmanager/urls/0")
                .asText());

    assertThat(addresses)
        .allSatisfy(url -> assertThat(named(URI.create(url).getHost())).isNotNull());
    assertThat(Repository.text(DASHBOARDS.resolve("prometheus/prometheus.yml")))
        .contains("jobmanager:9249", "taskmanager:9249", "alertmanager:9093");
  }

  @ParameterizedTest
  @CsvSource({
    "provisioning/dashboards/dephasing.yml, /providers/0/options/path, ./dashboards/grafana"
  })
  void grafana_finds_the_dashboards_where_they_are_mounted(
      String file, String pointer, String source) {
    String folder = Yaml.tree(DASHBOARDS.resolve(file)).at(pointer).asText();

    assertThat(named("grafana").mounts()).contains(new Mount(source, folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"submit.sh", "fleet.sh"})
  void a_script_is_a_script(String name) {
    Path script = Repository.ROOT.resolve("deploy").resolve(name);

    assertThat(Files.isExecutable(script)).isTrue();
    assertThat(Tool.BASH.run(Repository.ROOT, 10, "-n", script.toString()).exitCode()).isZero();
  }

  private static ComposeService named(String name) {
    return services().stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no service " + name));
  }
}
