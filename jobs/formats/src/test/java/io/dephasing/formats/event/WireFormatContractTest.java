package io.dephasing.formats.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventKind;
import io.dephasing.formats.wire.FormatDetection;
import io.dephasing.formats.wire.WireFormats;
import io.dephasing.formats.wire.WriterSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every wire format holds, on files that were written once and never again: {@code
 * wire/<format>/<kind>}, all of the same events.
 */
class WireFormatContractTest {
  private static final Path SAMPLES = Path.of("src/test/resources/wire");

  static Stream<Arguments> samples() {
    return WireFormats.all().stream()
        .flatMap(format -> EventKind.all().stream().map(kind -> Arguments.of(format, kind)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_sample_reads_as_the_event_that_it_is_in_every_format(WireFormats format, EventKind kind)
      throws IOException {
    EventDecoder decoder = decoder(kind, List.of(format));
    assertThat(decoder.decode(sample(format, kind), Absent.MILLIS))
        .isInstanceOfSatisfying(
            Decoded.Accepted.class,
            accepted -> assertThat(accepted.event()).isEqualTo(SampleEvents.of(kind)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_sample_is_detected_among_all_formats(WireFormats format, EventKind kind)
      throws IOException {
    assertThat(new FormatDetection(WireFormats.all()).of(sample(format, kind)))
        .isSameAs(format.format());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_format_that_is_not_allowed_is_refused(WireFormats format, EventKind kind)
      throws IOException {
    List<WireFormats> others = WireFormats.all().stream().filter(f -> f != format).toList();
    Decoded decoded = decoder(kind, others).decode(sample(format, kind), Absent.MILLIS);
    assertThat(((Decoded.Refused) decoded).kind()).isEqualTo(Refusal.UNKNOWN_FORMAT);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_sample_that_ends_too_early_is_refused_wherever_it_is_cut(
      WireFormats format, EventKind kind) throws IOException {
    byte[] whole = sample(format, kind);
    EventDecoder decoder = decoder(kind, WireFormats.all());
    for (int length = 0; length < whole.length - 1; length++) {
      assertThat(decoder.decode(Arrays.copyOf(whole, length), Absent.MILLIS))
          .isInstanceOf(Decoded.Refused.class);
    }
  }

  private static byte[] sample(WireFormats format, EventKind kind) throws IOException {
    return Files.readAllBytes(SAMPLES.resolve(format.id()).resolve(kind.id()));
  }

  private static EventDecoder decoder(EventKind kind, List<WireFormats> allowed) {
    return new EventDecoder(
        kind,
        EventOrigin.LIVE,
        new FormatDetection(allowed),
        WriterSchemas.released(EventReaders.schema(kind)));
  }
}
