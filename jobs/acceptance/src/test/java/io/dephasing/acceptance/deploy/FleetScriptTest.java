package io.dephasing.acceptance.deploy;

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
import io.dephasing.repository.Repository;
import io.dephasing.repository.Tool;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FleetScriptTest {
  private static final JsonMapper JSON = new JsonMapper();

  /** For 3 s of its life: whatever second it is, some instance of a job of 1 s starts. */
  @Test
  void what_the_fleet_publishes_is_accepted() throws JsonProcessingException {
    String command =
        "FLEET_SECONDS=3 FLEET_PERIOD=1 FLEET_HERDS=1 bash " + Repository.ROOT + "/deploy/fleet.sh";
    Tool.Outcome outcome = Tool.BASH.run(Repository.ROOT, 60, "-c", command);
    List<String> lines = outcome.output().lines().toList();

    Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    for (String line : lines) {
      EventKind kind = EventKind.ofId(JSON.readTree(line).path("type").asText()).orElseThrow();
      kinds.add(kind);
      assertThat(decode(kind, line)).as(line).isInstanceOf(Decoded.Accepted.class);
    }
    assertThat(outcome.exitCode()).isZero();
    assertThat(kinds).contains(EventKind.JOB_START, EventKind.RETRY);
  }

  private static Decoded decode(EventKind kind, String line) {
    return new EventDecoder(
            kind,
            EventOrigin.LIVE,
            new FormatDetection(WireFormats.all()),
            WriterSchemas.released(EventReaders.schema(kind), List.of()))
        .decode(line.getBytes(UTF_8), Absent.MILLIS);
  }
}
