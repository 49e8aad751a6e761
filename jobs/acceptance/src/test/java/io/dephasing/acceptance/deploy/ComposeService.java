package io.dephasing.acceptance.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.dephasing.repository.Repository;
import io.dephasing.repository.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A service of {@code docker-compose.yml}.
 *
 * @param name other services know it by
 * @param node what the file says of it
 */
record ComposeService(String name, JsonNode node) {
  static final Path FILE = Repository.ROOT.resolve("docker-compose.yml");

  /**
   * What is mounted.
   *
   * @param source a path of the working copy, or a volume's name
   * @param target a path in the container
   */
  record Mount(String source, String target) {
    boolean isPath() {
      return source.startsWith("./");
    }

    /** What the build makes; it is not there before. */
    boolean isBuilt() {
      return source.contains("/target");
    }
  }

  static List<ComposeService> all() {
    return fields(Yaml.tree(FILE).path("services"))
        .map(entry -> new ComposeService(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Names of the volumes that the file declares. */
  static List<String> volumes() {
    return fields(Yaml.tree(FILE).path("volumes")).map(Map.Entry::getKey).toList();
  }

  String image() {
    return node.path("image").asText();
  }

  /** Runs to its end and is not started again. */
  boolean isTask() {
    return node.path("restart").asText().equals("no");
  }

  boolean hasHealthCheck() {
    return node.path("healthcheck").path("test").size() > 1;
  }

  List<String> ports() {
    return items(node.path("ports")).map(JsonNode::asText).toList();
  }

  /** Command and entry point, word by word. */
  List<String> words() {
    return Stream.concat(items(node.path("entrypoint")), items(node.path("command")))
        .map(JsonNode::asText)
        .toList();
  }

  /** What it waits for: a service and in which state that must be. */
  Map<String, String> dependencies() {
    return fields(node.path("depends_on"))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> entry.getValue().path("condition").asText()));
  }

  List<Mount> mounts() {
    return items(node.path("volumes")).map(ComposeService::mount).toList();
  }

  private static Mount mount(JsonNode volume) {
    if (volume.isObject()) {
      return new Mount(volume.path("source").asText(), volume.path("target").asText());
    }
    String[] parts = volume.asText().split(":", -1);
    return new Mount(parts[0], parts[1]);
  }

  private static Stream<JsonNode> items(JsonNode array) {
    return IntStream.range(0, array.size()).mapToObj(array::get);
  }

  private static Stream<Map.Entry<String, JsonNode>> fields(JsonNode object) {
    return object.properties().stream();
  }

  @Override
  public String toString() {
    return name;
  }
}
