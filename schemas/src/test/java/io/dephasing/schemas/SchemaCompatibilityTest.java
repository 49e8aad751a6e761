package io.dephasing.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaCompatibilityTest {
  static Stream<Path> released() {
    return SchemaFiles.releases().stream().flatMap(release -> SchemaFiles.in(release).stream());
  }

  @ParameterizedTest
  @MethodSource("released")
  void what_a_released_schema_wrote_can_be_read_by_the_current_one(Path released) {
    Path current = SchemaFiles.CURRENT.resolve(released.getFileName());
    assertThat(current).as("schema of a released topic").exists();
    assertThat(compatibility(SchemaFiles.read(current), SchemaFiles.read(released)))
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  @Test
  void a_new_required_field_is_refused() throws Exception {
    assertRefused(
        "\"name\": \"eventId\", \"type\": [\"null\", \"string\"], \"default\": null",
        "\"name\": \"shard\", \"type\": \"string\"");
  }

  @Test
  void a_renamed_required_field_is_refused() throws Exception {
    assertRefused("\"name\": \"instanceId\"", "\"name\": \"instance\"");
  }

  @Test
  void a_changed_type_is_refused() throws Exception {
    assertRefused(
        "\"name\": \"durationMillis\", \"type\": [\"null\", \"long\"]",
        "\"name\": \"durationMillis\", \"type\": [\"null\", \"string\"]");
  }

  @Test
  void a_new_optional_field_is_accepted() throws Exception {
    Schema changed =
        changed(
            "\"name\": \"eventId\"",
            "\"name\": \"shard\", \"type\": [\"null\", \"string\"], \"default\": null, "
                + "\"doc\": \"New.\"}, {\"name\": \"eventId\"");
    assertThat(compatibility(changed, jobStart())).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  /**
   * {@code -Dschemas.directory=src/main/resources/released/N} writes those of a release: each with
   * all that it names, for a producer takes one file.
   */
  @Test
  void schemas_are_written_whole_where_the_command_line_asks(@TempDir Path elsewhere)
      throws Exception {
    Path directory = Path.of(System.getProperty("schemas.directory", elsewhere.toString()));
    Files.createDirectories(directory);
    for (Path topic : SchemaFiles.topics()) {
      Schema current = SchemaFiles.read(topic);
      Path written = directory.resolve(topic.getFileName());
      Files.writeString(written, SchemaFormatter.format("json/pretty", current) + "\n");
      assertThat(new Schema.Parser().parse(Files.readString(written))).isEqualTo(current);
    }
    assertThat(SchemaFiles.in(directory)).hasSameSizeAs(SchemaFiles.topics());
  }

  private static void assertRefused(String before, String after) throws Exception {
    assertThat(compatibility(changed(before, after), jobStart()))
        .isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
  }

  private static Schema changed(String before, String after) throws Exception {
    Path file = SchemaFiles.CURRENT.resolve("JobStart.avsc");
    String text = Files.readString(file);
    assertThat(text).contains(before);
    return SchemaFiles.parse(file, text.replace(before, after));
  }

  private static Schema jobStart() {
    return SchemaFiles.read(SchemaFiles.CURRENT.resolve("JobStart.avsc"));
  }

  private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType();
  }
}
