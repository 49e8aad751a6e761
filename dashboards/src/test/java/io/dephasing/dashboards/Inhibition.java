package io.dephasing.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.dephasing.repository.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who mutes whom by Alertmanager's {@code inhibit_rules}: amtool checks their form, and tries none
 * of them.
 */
final class Inhibition {
  private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!=|=)\"(.*)\"");

  private final List<JsonNode> rules = new ArrayList<>();

  private Inhibition() {}

  static Inhibition of(Path configuration) {
    Inhibition inhibition = new Inhibition();
    Yaml.tree(configuration).path("inhibit_rules").forEach(inhibition.rules::add);
    return inhibition;
  }

  /** Whether an alert with the first labels mutes one with the others. */
  boolean mutes(Map<String, String> source, Map<String, String> target) {
    return rules.stream()
        .anyMatch(
            rule ->
                matches(rule.path("source_matchers"), source)
                    && matches(rule.path("target_matchers"), target)
                    && areEqual(rule.path("equal"), source, target));
  }

  private static boolean matches(JsonNode matchers, Map<String, String> labels) {
    for (JsonNode each : matchers) {
      Matcher matcher = MATCHER.matcher(each.asText());
      if (!matcher.matches()) {
        throw new IllegalArgumentException("matcher '%s' is not understood".formatted(each));
      }
      String value = labels.getOrDefault(matcher.group(1), "");
      boolean holds =
          switch (matcher.group(2)) {
            case "=" -> value.equals(matcher.group(3));
            case "!=" -> !value.equals(matcher.group(3));
            default -> value.matches(matcher.group(3));
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  /** A label that both lack is equal. */
  private static boolean areEqual(
      JsonNode names, Map<String, String> source, Map<String, String> target) {
    for (JsonNode name : names) {
      String label = name.asText();
      if (!source.getOrDefault(label, "").equals(target.getOrDefault(label, ""))) {
        return false;
      }
    }
    return true;
  }
}
