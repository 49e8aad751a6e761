package io.dephasing.cli.options;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.topology.InvalidOptionException;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.OptionsLoader;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config}, the same for each command that takes it. */
public final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration, as in docs/reference/options.md. Without it: the defaults.")
  private @Nullable Path file;

  /** Settings of the file, else the defaults. */
  public JobSettings settings() throws InvalidInputException {
    if (file == null) {
      return OptionsLoader.defaults();
    }
    try {
      return new OptionsLoader().load(file);
    } catch (InvalidOptionException e) {
      String message = String.valueOf(e.getMessage());
      throw new InvalidInputException(
          message.startsWith(file.toString()) ? message : file + ": " + message);
    }
  }

  /** The file, where one was given. */
  Optional<Path> file() {
    return Optional.ofNullable(file);
  }
}
