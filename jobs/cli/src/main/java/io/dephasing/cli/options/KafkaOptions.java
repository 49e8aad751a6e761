package io.dephasing.cli.options;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Kafka, the same for each command that connects to the user's. */
public final class KafkaOptions {
  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT,...",
      description =
          "Kafka's addresses; instead of kafka.bootstrap-servers in the configuration, whose"
              + " default is localhost:9092.")
  private @Nullable String bootstrapServers;

  /** Settings of the configuration with these addresses. */
  public JobSettings settings() throws InvalidInputException {
    JobSettings settings = config.settings();
    return bootstrapServers == null
        ? settings
        : settings.with(Options.BOOTSTRAP_SERVERS, bootstrapServers);
  }
}
