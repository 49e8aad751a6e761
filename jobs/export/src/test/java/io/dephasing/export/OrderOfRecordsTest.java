package io.dephasing.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.export.ExportJob.Destination;
import io.dephasing.topology.DetectionJob;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import io.dephasing.topology.OptionsLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.BroadcastPartitioner;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.apache.flink.streaming.runtime.partitioner.KeyGroupStreamPartitioner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of one group, alert or partition leave a job in the order in which they were made. */
class OrderOfRecordsTest {
  private static final int PARALLELISM = 4;

  private static final JobSettings SETTINGS =
      OptionsLoader.defaults()
          .with(Options.PROMETHEUS_URL, "http://localhost:1")
          .with(Options.ALERTMANAGER_URLS, "http://localhost:2");

  static Stream<StreamGraph> jobs() {
    StreamExecutionEnvironment detection = environment();
    new DetectionJob(SETTINGS).build(detection);
    StreamExecutionEnvironment prometheus = environment();
    new ExportJob(SETTINGS).build(prometheus, Destination.PROMETHEUS);
    StreamExecutionEnvironment alertmanager = environment();
    new ExportJob(SETTINGS).build(alertmanager, Destination.ALERTMANAGER);
    return Stream.of(detection, prometheus, alertmanager)
        .map(StreamExecutionEnvironment::getStreamGraph);
  }

  private static StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(PARALLELISM);
    return environment;
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void every_way_to_a_sink_keeps_the_order(StreamGraph graph) {
    List<StreamNode> sinks =
        graph.getStreamNodes().stream().filter(node -> node.getOutEdges().isEmpty()).toList();
    assertThat(sinks).isNotEmpty();

    List<String> reordering = new ArrayList<>();
    sinks.forEach(sink -> collect(graph, sink, reordering));
    assertThat(reordering).isEmpty();
  }

  /**
   * From a sink up to what is keyed, or to a source: there the order begins. What is broadcast is
   * told to each subtask in its order, and is no record of any.
   */
  private static void collect(StreamGraph graph, StreamNode node, List<String> reordering) {
    for (StreamEdge edge : node.getInEdges()) {
      StreamNode from = graph.getStreamNode(edge.getSourceId());
      if (edge.getPartitioner() instanceof KeyGroupStreamPartitioner
          || edge.getPartitioner() instanceof BroadcastPartitioner) {
        continue;
      }
      boolean isOneByOne =
          from.getParallelism() == node.getParallelism()
              && (edge.getPartitioner() instanceof ForwardPartitioner
                  || from.getParallelism() == 1);
      if (!isOneByOne) {
        reordering.add(
            "%s to %s: %s"
                .formatted(from.getOperatorName(), node.getOperatorName(), edge.getPartitioner()));
      }
      collect(graph, from, reordering);
    }
  }
}
