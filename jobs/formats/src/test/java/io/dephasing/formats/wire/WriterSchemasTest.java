package io.dephasing.formats.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.schemas.JobStart;
import io.dephasing.schemas.Retry;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterSchemasTest {
  @Test
  void what_every_release_wrote_is_known_and_other_records_are_not() {
    WriterSchemas known = WriterSchemas.released(JobStart.getClassSchema());
    assertThat(known.find(WriterSchema.of(JobStart.getClassSchema()).fingerprint())).isNotNull();
    assertThat(known.find(WriterSchema.of(Retry.getClassSchema()).fingerprint())).isNull();
  }

  @Test
  void a_producers_own_schema_is_known_from_its_file(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("Own.avsc"), Retry.getClassSchema().toString());
    Files.writeString(directory.resolve("README"), "no schema");
    List<Schema> own = WriterSchemas.inDirectory(directory);
    assertThat(own).containsExactly(Retry.getClassSchema());
    assertThat(
            WriterSchemas.released(JobStart.getClassSchema(), own)
                .find(WriterSchema.of(Retry.getClassSchema()).fingerprint()))
        .isNotNull();
  }

  @Test
  void a_file_that_is_no_schema_is_named(@TempDir Path directory) throws Exception {
    Files.writeString(directory.resolve("broken.avsc"), "{");
    assertThatThrownBy(() -> WriterSchemas.inDirectory(directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broken.avsc");
    assertThatThrownBy(() -> WriterSchemas.inDirectory(directory.resolve("nowhere")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("nowhere");
  }
}
