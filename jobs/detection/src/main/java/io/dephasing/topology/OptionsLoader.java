package io.dephasing.topology;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.formats.policy.InvalidPolicyException;
import io.dephasing.formats.policy.PolicyYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;

/** Reads a configuration file and refuses what it does not understand: unknown keys are errors. */
public final class OptionsLoader {
  private static final ObjectMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private static final String DEFAULT_POLICY = "default-policy";

  /** All defaults. */
  public static JobSettings defaults() {
    return new JobSettings(new Configuration(), "", JobSettings.Run.LIVE);
  }

  /**
   * The settings of a file.
   *
   * @throws InvalidOptionException where it cannot be read or says what is not allowed
   */
  public JobSettings load(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new InvalidOptionException("%s: cannot be read".formatted(file));
    }
    return parse(text, file.toString());
  }

  /**
   * The settings of a text.
   *
   * @param origin for messages
   */
  public JobSettings parse(String text, String origin) {
    JsonNode root;
    try {
      root = YAML.readTree(text);
      refuseSecondDocument(text, origin);
    } catch (JsonProcessingException e) {
      throw new InvalidOptionException(
          "%s:%d:%d: %s"
              .formatted(
                  origin,
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 0 : e.getLocation().getColumnNr(),
                  oneLine(e.getOriginalMessage())));
    }
    if (isNothing(root)) {
      return defaults();
    }
    if (!root.isObject()) {
      throw new InvalidOptionException("%s: is no map of options".formatted(origin));
    }
    Configuration options = new Configuration();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (!entry.getKey().equals(DEFAULT_POLICY)) {
        collect(entry.getKey(), entry.getValue(), options);
      }
    }
    JsonNode policy = root.path(DEFAULT_POLICY);
    return check(
        new JobSettings(options, isNothing(policy) ? "" : policy.toString(), JobSettings.Run.LIVE));
  }

  /** Its options would be ignored in silence. */
  private static void refuseSecondDocument(String text, String origin)
      throws JsonProcessingException {
    try (JsonParser parser = YAML.createParser(text)) {
      parser.nextToken();
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new InvalidOptionException(
            "%s:%d: a second document begins; all options are in one"
                .formatted(origin, parser.currentTokenLocation().getLineNr()));
      }
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("a text can always be read", e);
    }
  }

  /** What was expected, without the parser's drawings of where it was. */
  private static String oneLine(String message) {
    return message.lines().filter(line -> !line.startsWith(" ")).collect(Collectors.joining(": "));
  }

  /** Whether no value was written: the parser has an empty text for that. */
  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull() || (node.isTextual() && node.asText().isEmpty());
  }

  private static void collect(String key, JsonNode value, Configuration options) {
    Optional<Options> option = Options.ofKey(key);
    if (option.isPresent()) {
      options.setString(key, text(option.get(), value));
    } else if ((value.isObject() || isNothing(value))
        && Options.all().stream().anyMatch(o -> o.key().startsWith(key + "."))) {
      // A section of which all is left out has no entries.
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        collect(key + "." + entry.getKey(), entry.getValue(), options);
      }
    } else {
      throw new InvalidOptionException(
          key,
          "unknown key",
          Options.all().stream().map(Options::key).collect(Collectors.joining(", "))
              + ", "
              + DEFAULT_POLICY);
    }
  }

  /**
   * Flink's spelling of a value: lists by semicolon, maps as key:value by comma, quoted where
   * needed.
   */
  private static String text(Options option, JsonNode value) {
    String key = option.key();
    checkShape(option, value);
    if (value.isValueNode()) {
      return value.asText();
    }
    List<String> parts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(each -> parts.add(quoted(each.asText())));
      return String.join(";", parts);
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (!entry.getValue().isValueNode()) {
        throw new InvalidOptionException(key + "." + entry.getKey(), "a map", "a text or number");
      }
      parts.add(quoted(quoted(entry.getKey()) + ":" + quoted(entry.getValue().asText())));
    }
    return String.join(",", parts);
  }

  private static void checkShape(Options option, JsonNode value) {
    if (isNothing(value)) {
      throw new InvalidOptionException(option.key(), "nothing", option.allowed());
    }
    if (value.isArray() && !option.isList()) {
      throw new InvalidOptionException(option.key(), "a list", option.allowed());
    }
    if (value.isObject() && !option.isMap()) {
      throw new InvalidOptionException(option.key(), "a map", option.allowed());
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Reads every option once, so that a bad one stops the job before the first record. */
  JobSettings check(JobSettings settings) {
    Options.all().forEach(option -> option.of(settings.options()));
    Duration bound = Options.OUT_OF_ORDERNESS.required(settings.options());
    Duration drift = Options.MAX_DRIFT.required(settings.options());
    if (drift.compareTo(bound) < 0) {
      throw new InvalidOptionException(
          Options.MAX_DRIFT.key(),
          drift.toSeconds() + " s",
          "at least " + Options.OUT_OF_ORDERNESS.key());
    }
    Map<String, String> names = Options.TOPIC_NAMES.required(settings.options());
    for (String name : names.keySet()) {
      if (!Topics.names().contains(name)) {
        throw new InvalidOptionException(
            Options.TOPIC_NAMES.key() + "." + name,
            "unknown topic",
            String.join(", ", Topics.names()));
      }
    }
    try {
      PolicyYaml.defaultPolicy(settings.defaultPolicy());
    } catch (InvalidPolicyException e) {
      throw new InvalidOptionException(String.valueOf(e.getMessage()));
    }
    return settings;
  }
}
