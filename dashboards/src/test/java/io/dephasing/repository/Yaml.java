package io.dephasing.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** YAML as a tree. */
public final class Yaml {
  private static final YAMLMapper MAPPER = new YAMLMapper();

  private Yaml() {}

  /** The file as a tree; aliases are not resolved. */
  public static JsonNode tree(Path file) {
    try {
      return MAPPER.readTree(Repository.text(file));
    } catch (IOException e) {
      throw new UncheckedIOException(Repository.name(file), e);
    }
  }
}
