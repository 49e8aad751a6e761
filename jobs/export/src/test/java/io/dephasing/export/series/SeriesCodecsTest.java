package io.dephasing.export.series;

import static io.dephasing.core.codec.CodecBytes.kept;
import static io.dephasing.core.codec.CodecBytes.read;
import static io.dephasing.core.codec.CodecBytes.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.codec.Codec;
import io.dephasing.core.codec.Codecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeriesCodecsTest {
  static List<Codec<?>> codecs() {
    return SeriesCodecs.all();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void state_of_each_version_is_read_as_it_was(Codec<?> codec) {
    for (int version = 1; version <= codec.version(); version++) {
      byte[] kept = kept(codec, version);

      Object value = read(codec, kept, version);
      assertThat(value).isInstanceOf(codec.type());
      if (codec.version() == version) {
        assertThat(write(codec, value)).isEqualTo(kept);
      }
    }
  }

  @Test
  void the_kept_values_are_what_they_were_made_of() {
    assertThat(read(SeriesCodecs.SAMPLE)).isEqualTo(SeriesSamples.of(SeriesCodecs.SAMPLE));
    assertThat(read(SeriesCodecs.GROUP_MEMORY).lastRecord()).hasSize(4);
    Codec<AnnotationMemory> memory = SeriesCodecs.ANNOTATION_MEMORY;
    assertThat(write(memory, SeriesSamples.of(memory))).isEqualTo(kept(memory, memory.version()));
  }

  @Test
  void ids_are_unique_among_those_of_the_core_too() {
    assertThat(Stream.of(Codecs.all(), SeriesCodecs.all()).flatMap(List::stream))
        .extracting(Codec::id)
        .doesNotHaveDuplicates();
  }

  /**
   * {@code -Dstate.directory=jobs/export/src/test/resources/state/N} keeps them: only for a codec
   * that is new or has a new version N.
   */
  @Test
  void samples_are_written_where_the_command_line_asks(@TempDir Path elsewhere) throws IOException {
    Path directory = Path.of(System.getProperty("state.directory", elsewhere.toString()));
    for (Codec<?> codec : SeriesCodecs.all()) {
      Path file = directory.resolve(codec.id() + ".bin");
      Files.write(file, write(codec, SeriesSamples.of(codec)));
      assertThat(file).isNotEmptyFile();
    }
  }
}
