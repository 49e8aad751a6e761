package io.dephasing.operators.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;

/** A task's metrics, as a reporter would see them: what its operators register can be read. */
public final class InspectableMetrics {
  private final List<Registered> counters = new CopyOnWriteArrayList<>();
  private final TaskMetricGroup task;

  private record Registered(
      String name, String path, Map<String, String> variables, Counter counter) {
    boolean has(String variable, String value) {
      return value.equals(variables.get("<" + variable + ">"));
    }
  }

  /** A task whose operators have not registered anything yet. */
  public InspectableMetrics() {
    TestingMetricRegistry registry =
        TestingMetricRegistry.builder()
            .setRegisterConsumer(
                (metric, name, group) -> {
                  if (metric instanceof Counter counter) {
                    String path = group.getMetricIdentifier(name);
                    counters.add(new Registered(name, path, group.getAllVariables(), counter));
                  }
                })
            .build();
    task =
        TaskManagerMetricGroup.createTaskManagerMetricGroup(
                registry, "localhost", ResourceID.generate())
            .addJob(new JobID(), "job")
            .addTask(ExecutionAttemptID.randomId(), "task");
  }

  /** The group that the task's operators register in. */
  public TaskMetricGroup task() {
    return task;
  }

  /** What a topic's counters of this constant have counted, whatever the reason. */
  public long count(OperatorCounter counter, String topic) {
    return count(counter, each -> each.has("topic", topic));
  }

  /** What a topic's counter of this constant has counted for one reason. */
  public long count(OperatorCounter counter, String topic, String reason) {
    return count(counter, each -> each.has("topic", topic) && each.has("reason", reason));
  }

  /** What a topic's counter of this constant has counted for one service. */
  public long countOfService(OperatorCounter counter, String topic, String service) {
    return count(counter, each -> each.has("topic", topic) && each.has("service", service));
  }

  /** Where the counters of this constant are, from the task manager down. */
  public List<String> paths(OperatorCounter counter) {
    return counters.stream()
        .filter(each -> each.name.equals(counter.id()))
        .map(Registered::path)
        .toList();
  }

  private long count(OperatorCounter counter, Predicate<Registered> isMeant) {
    return counters.stream()
        .filter(each -> each.name.equals(counter.id()) && isMeant.test(each))
        .mapToLong(each -> each.counter.getCount())
        .sum();
  }
}
