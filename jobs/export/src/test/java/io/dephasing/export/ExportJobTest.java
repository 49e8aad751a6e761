package io.dephasing.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.topology.InvalidOptionException;
import io.dephasing.topology.JobEnvironment;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import io.dephasing.topology.OptionsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportJobTest {
  private static final JobSettings BOTH =
      OptionsLoader.defaults()
          .with(Options.PROMETHEUS_URL, "http://localhost:9090")
          .with(Options.ALERTMANAGER_URLS, "http://localhost:9093;http://localhost:9094");

  @Test
  void every_operator_has_its_uid_from_the_catalogue_and_every_step_its_operator() {
    assertThat(nodes(BOTH))
        .extracting(StreamNode::getTransformationUID)
        .containsExactlyInAnyOrderElementsOf(ExportStepTest.uids());
  }

  @Test
  void the_way_to_alertmanager_shares_no_operator_with_that_to_prometheus() {
    assertThat(nodes(OptionsLoader.defaults().with(Options.ALERTMANAGER_URLS, "http://a:9093")))
        .extracting(StreamNode::getTransformationUID)
        .containsExactlyInAnyOrder(
            "read-alerts-to-tell", "keep-alerts-alive", "post-to-alertmanager");
    assertThat(nodes(OptionsLoader.defaults().with(Options.PROMETHEUS_URL, "http://p:9090")))
        .hasSize(ExportStepTest.uids().size() - 3);
  }

  @Test
  void nothing_between_operators_goes_through_kryo() {
    assertThat(
            nodes(BOTH).stream()
                .flatMap(
                    node ->
                        Stream.concat(
                            Arrays.stream(node.getTypeSerializersIn()),
                            Stream.ofNullable(node.getTypeSerializerOut())))
                .filter(Objects::nonNull))
        .hasSizeGreaterThan(ExportStepTest.uids().size())
        .noneMatch(KryoSerializer.class::isInstance);
  }

  @Test
  void a_job_that_has_nowhere_to_write_does_not_start() {
    assertThatThrownBy(() -> nodes(OptionsLoader.defaults()))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageContaining("prometheus.url")
        .hasMessageContaining("alertmanager.urls");
  }

  @Test
  void an_address_alone_leads_to_the_receiver_and_a_path_of_its_own_stays() {
    assertThat(new ExportEndpoints(BOTH).prometheusUri())
        .hasValueSatisfying(
            uri -> assertThat(uri).hasToString("http://localhost:9090/api/v1/write"));
    assertThat(
            new ExportEndpoints(BOTH.with(Options.PROMETHEUS_URL, "https://mimir/api/v1/push"))
                .prometheusUri())
        .hasValueSatisfying(uri -> assertThat(uri).hasToString("https://mimir/api/v1/push"));
    assertThat(new ExportEndpoints(BOTH).alertmanagerUris())
        .map(Object::toString)
        .isEqualTo(
            List.of("http://localhost:9093/api/v2/alerts", "http://localhost:9094/api/v2/alerts"));
  }

  @Test
  void what_is_no_url_is_refused() {
    assertThatThrownBy(() -> BOTH.with(Options.PROMETHEUS_URL, "localhost:9090"))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageContaining("http");
  }

  @Test
  void a_password_needs_its_user() {
    JobSettings half = BOTH.with(Options.PROMETHEUS_PASSWORD_FILE, "/run/secrets/prometheus");

    assertThatThrownBy(() -> nodes(half))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageContaining("prometheus.password-file");
  }

  private static Collection<StreamNode> nodes(JobSettings settings) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(
            JobEnvironment.exportConfiguration(settings));
    ExportJob export = new ExportJob(settings);
    export.destinations().forEach(destination -> export.build(environment, destination));
    return environment.getStreamGraph().getStreamNodes();
  }

  @Test
  void of_two_destinations_one_is_to_be_named(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("job.yaml"),
            "{prometheus: {url: 'http://p:9090'}, alertmanager: {urls: ['http://a:9093']}}");

    assertThatThrownBy(() -> ExportJob.main(new String[] {"--config", file.toString()}))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageContaining("prometheus or alertmanager");
  }
}
