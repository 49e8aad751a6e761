package io.dephasing.topology;

import java.nio.file.Path;

/** What the jar's main classes are told: {@code --config FILE}, or nothing. */
final class JobArguments {
  private JobArguments() {}

  static JobSettings settings(String[] arguments) {
    if (arguments.length == 0) {
      return OptionsLoader.defaults();
    }
    if (arguments.length != 2 || !arguments[0].equals("--config")) {
      throw new InvalidOptionException("arguments", String.join(" ", arguments), "--config FILE");
    }
    return new OptionsLoader().load(Path.of(arguments[1]));
  }
}
