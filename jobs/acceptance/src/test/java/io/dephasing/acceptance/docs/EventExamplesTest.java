package io.dephasing.acceptance.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventKind;
import io.dephasing.formats.event.Decoded;
import io.dephasing.formats.event.EventDecoder;
import io.dephasing.formats.event.EventOrigin;
import io.dephasing.formats.event.EventReaders;
import io.dephasing.formats.wire.FormatDetection;
import io.dephasing.formats.wire.WireFormats;
import io.dephasing.formats.wire.WriterSchemas;
import io.dephasing.repository.CodeBlock;
import io.dephasing.repository.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EventExamplesTest {
  private static final Path SOURCE =
      Repository.ROOT.resolve(
          "jobs/acceptance/src/test/java/io/dephasing/acceptance/docs/PublishExample.java");
  private static final Path GUIDE = Repository.ROOT.resolve("docs/howto/publish-events.md");
  private static final JsonMapper JSON = new JsonMapper();

  static Stream<String> events() {
    return CodeBlock.all("json")
        .filter(block -> block.page().equals(GUIDE))
        .flatMap(block -> block.text().lines());
  }

  @ParameterizedTest
  @MethodSource("events")
  void an_event_in_the_guide_is_accepted(String line) throws JsonProcessingException {
    String type = JSON.readTree(line).path("type").asText();
    EventKind kind = EventKind.ofId(type).orElseThrow();
    assertThat(decode(kind, line.getBytes(UTF_8))).isInstanceOf(Decoded.Accepted.class);
  }

  @Test
  void the_code_in_the_guide_is_this_code() {
    String source = Repository.text(SOURCE);
    String shown =
        source
            .substring(source.indexOf("publish-events.md:\n") + 19, source.indexOf("    // until"))
            .indent(-4);
    assertThat(CodeBlock.all("java").filter(block -> block.page().equals(GUIDE)))
        .anySatisfy(block -> assertThat(block.text()).startsWith(shown));
  }

  @Test
  void what_the_code_in_the_guide_writes_is_accepted() throws IOException {
    assertThat(decode(EventKind.JOB_START, PublishExample.value()))
        .isInstanceOf(Decoded.Accepted.class);
  }

  private static Decoded decode(EventKind kind, byte[] value) {
    return new EventDecoder(
            kind,
            EventOrigin.LIVE,
            new FormatDetection(WireFormats.all()),
            WriterSchemas.released(EventReaders.schema(kind), List.of()))
        .decode(value, Absent.MILLIS);
  }
}
