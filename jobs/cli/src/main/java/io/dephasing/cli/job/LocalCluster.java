package io.dephasing.cli.job;

import java.util.Optional;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** How large a Flink cluster is that shares its process with everything else: small. */
final class LocalCluster {
  private static final String LOOPBACK = "localhost";
  private static final int THREADS = 2;
  private static final int LEAST_NETWORK_MEBIBYTES = 64;

  private static final ConfigOption<Integer> SLOTS =
      ConfigOptions.key("dephasing.slots").intType().noDefaultValue();

  private LocalCluster() {}

  /** Slots for as many jobs. */
  static void makeRoomFor(int jobs, Configuration flink) {
    flink.set(SLOTS, jobs * parallelism(flink));
  }

  /** One task manager with a slot for each parallel subtask of each job; not started. */
  static MiniCluster of(Configuration flink) {
    return new MiniCluster(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(flink)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(flink.getOptional(SLOTS).orElse(parallelism(flink)))
            .build());
  }

  static void configure(Configuration flink, Optional<Integer> webUiPort) {
    flink.set(RestOptions.ADDRESS, LOOPBACK);
    flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    flink.set(RestOptions.BIND_PORT, String.valueOf(webUiPort.orElse(0)));
    flink.set(RestOptions.SERVER_NUM_THREADS, THREADS);
    // Whoever reaches the port may look, and not run code of theirs.
    flink.set(WebOptions.SUBMIT_ENABLE, false);
    flink.set(WebOptions.CANCEL_ENABLE, false);
    // Fewer threads, and nothing that only clusters of many jobs need: it is there to start fast.
    flink.set(RpcOptions.FORK_JOIN_EXECUTOR_PARALLELISM_MIN, THREADS);
    flink.set(ClusterOptions.CLUSTER_IO_EXECUTOR_POOL_SIZE, 2 * THREADS);
    flink.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    MemorySize network = networkMemory(parallelism(flink));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
  }

  /** Each subtask has a channel from each of every source: buffers grow with the square. */
  private static MemorySize networkMemory(int parallelism) {
    return MemorySize.ofMebiBytes(
        Math.max(LEAST_NETWORK_MEBIBYTES, (long) parallelism * parallelism / 2));
  }

  private static int parallelism(Configuration flink) {
    return flink.get(CoreOptions.DEFAULT_PARALLELISM);
  }
}
