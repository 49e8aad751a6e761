package io.dephasing.topology;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the jar's main classes are told.
 *
 * @param settings from {@code --config FILE}; the defaults without
 * @param destination of {@code --destination NAME}, which only the export job takes
 */
public record JobArguments(JobSettings settings, Optional<String> destination) {
  public static final String DESTINATION = "--destination";
  private static final String CONFIG = "--config";

  /** The detection job's. */
  static JobSettings settings(String[] arguments) {
    return settings(named(arguments, List.of(CONFIG)));
  }

  /** The export job's. */
  public static JobArguments of(String[] arguments) {
    Map<String, String> named = named(arguments, List.of(CONFIG, DESTINATION));
    return new JobArguments(settings(named), Optional.ofNullable(named.get(DESTINATION)));
  }

  private static JobSettings settings(Map<String, String> named) {
    String file = named.get(CONFIG);
    return file == null ? OptionsLoader.defaults() : new OptionsLoader().load(Path.of(file));
  }

  private static Map<String, String> named(String[] arguments, List<String> allowed) {
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      boolean isPair = i + 1 < arguments.length && allowed.contains(arguments[i]);
      if (!isPair || named.put(arguments[i], arguments[i + 1]) != null) {
        throw new InvalidOptionException(
            "arguments",
            String.join(" ", Arrays.asList(arguments)),
            allowed.contains(DESTINATION) ? "--config FILE --destination NAME" : "--config FILE");
      }
    }
    return named;
  }
}
