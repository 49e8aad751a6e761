package io.dephasing.acceptance.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.dephasing.acceptance.docs.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** YAML as a tree. */
final class Yaml {
  private static final YAMLMapper MAPPER = new YAMLMapper();

  private Yaml() {}

  static JsonNode tree(Path file) {
    try {
      return MAPPER.readTree(Repository.text(file));
    } catch (IOException e) {
      throw new UncheckedIOException(Repository.name(file), e);
    }
  }
}
