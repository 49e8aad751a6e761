package io.dephasing.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The whole graph on Kafka, with no Kafka there. */
class DetectionJobTest {
  private static final JobSettings SETTINGS =
      OptionsLoader.defaults().with(Options.DUPLICATES_HORIZON, "10 min");

  private static StreamGraph graph(JobSettings settings) {
    StreamExecutionEnvironment environment = JobEnvironment.onCluster(settings);
    new DetectionJob(settings).build(environment);
    return environment.getStreamGraph();
  }

  private static Collection<StreamNode> nodes(JobSettings settings) {
    return graph(settings).getStreamNodes();
  }

  private static List<String> uids(JobSettings settings) {
    return nodes(settings).stream().map(StreamNode::getTransformationUID).toList();
  }

  /** A sink is two operators to Flink; it derives the second's uid from the first's. */
  private static List<String> catalogue() {
    List<String> uids = new ArrayList<>(StepTest.uids());
    for (Step sink :
        List.of(
            Step.PUBLISH_SLIS,
            Step.PUBLISH_ALERTS,
            Step.PUBLISH_RECOMMENDATIONS,
            Step.PUBLISH_DEAD_LETTERS,
            Step.PUBLISH_AUDIT)) {
      uids.add("Sink Committer: " + sink.uid());
    }
    return uids;
  }

  @Test
  void every_operator_has_its_uid_from_the_catalogue_and_every_step_its_operator() {
    assertThat(uids(SETTINGS)).containsExactlyInAnyOrderElementsOf(catalogue());
  }

  @Test
  void every_operator_has_its_name_from_the_catalogue() {
    assertThat(nodes(SETTINGS))
        .extracting(StreamNode::getOperatorName)
        .doesNotHaveDuplicates()
        .contains(
            "Source: Read job-starts",
            "Split late retries",
            "Drop duplicate remediations",
            "Fold job-starts into local slices",
            "Watch each group",
            "Publish SLIs: Writer",
            "Publish alerts: Writer",
            "Publish dead letters: Writer");
  }

  @Test
  void the_graph_is_the_same_whether_duplicates_are_looked_for_or_not() {
    assertThat(uids(OptionsLoader.defaults())).containsExactlyInAnyOrderElementsOf(uids(SETTINGS));
  }

  @Test
  void the_graph_is_the_same_in_a_replay() {
    assertThat(uids(SETTINGS.running(JobSettings.Run.REPLAY)))
        .containsExactlyInAnyOrderElementsOf(uids(SETTINGS));
  }

  @Test
  void nothing_between_operators_goes_through_kryo() {
    List<TypeSerializer<?>> serializers =
        nodes(SETTINGS).stream()
            .<TypeSerializer<?>>flatMap(
                node ->
                    Stream.concat(
                        Arrays.stream(node.getTypeSerializersIn()),
                        Stream.ofNullable(node.getTypeSerializerOut())))
            .filter(Objects::nonNull)
            .toList();

    assertThat(serializers)
        .hasSizeGreaterThan(StepTest.uids().size())
        .noneMatch(KryoSerializer.class::isInstance);
  }

  @Test
  void a_step_without_uid_would_stop_the_job_at_its_start() {
    StreamExecutionEnvironment environment = JobEnvironment.onCluster(SETTINGS);
    environment.fromData(1, 2).map(n -> n).print();

    assertThatThrownBy(environment::getStreamGraph)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Auto generated UIDs have been disabled");
  }

  @Test
  void a_type_that_needs_kryo_would_stop_the_job_at_its_start() {
    StreamExecutionEnvironment environment = JobEnvironment.onCluster(SETTINGS);
    TypeInformation<Object> generic = TypeInformation.of(Object.class);

    assertThatThrownBy(
            () -> generic.createSerializer(environment.getConfig().getSerializerConfig()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Generic types have been disabled");
  }
}
