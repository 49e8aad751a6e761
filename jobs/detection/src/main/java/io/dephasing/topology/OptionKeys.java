package io.dephasing.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Declares options: key, default value where there is one, and help, on one line each. */
final class OptionKeys {
  private OptionKeys() {}

  static ConfigOption<String> text(String key, String defaultValue, String help) {
    return ConfigOptions.key(key).stringType().defaultValue(defaultValue).withDescription(help);
  }

  static ConfigOption<String> text(String key, String help) {
    return ConfigOptions.key(key).stringType().noDefaultValue().withDescription(help);
  }

  static ConfigOption<List<String>> texts(String key, String help, String... defaultValues) {
    return ConfigOptions.key(key)
        .stringType()
        .asList()
        .defaultValues(defaultValues)
        .withDescription(help);
  }

  /** An empty map without being set. */
  static ConfigOption<Map<String, String>> map(String key, String help) {
    return ConfigOptions.key(key).mapType().defaultValue(Map.of()).withDescription(help);
  }

  static ConfigOption<Integer> number(String key, int defaultValue, String help) {
    return ConfigOptions.key(key).intType().defaultValue(defaultValue).withDescription(help);
  }

  static ConfigOption<Integer> number(String key, String help) {
    return ConfigOptions.key(key).intType().noDefaultValue().withDescription(help);
  }

  static ConfigOption<Duration> duration(String key, Duration defaultValue, String help) {
    return ConfigOptions.key(key).durationType().defaultValue(defaultValue).withDescription(help);
  }

  static ConfigOption<Duration> duration(String key, String help) {
    return ConfigOptions.key(key).durationType().noDefaultValue().withDescription(help);
  }
}
