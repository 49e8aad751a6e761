package io.dephasing.benchmarks;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventKind;
import io.dephasing.formats.event.Decoded;
import io.dephasing.formats.event.EventDecoder;
import io.dephasing.formats.event.EventOrigin;
import io.dephasing.formats.event.EventReaders;
import io.dephasing.formats.wire.FormatDetection;
import io.dephasing.formats.wire.WireFormats;
import io.dephasing.formats.wire.WriterSchemas;

/** As the job does it. Not for several threads. */
final class LeanDecoding implements EventDecoding {
  private final EventDecoder decoder =
      new EventDecoder(
          EventKind.JOB_START,
          EventOrigin.LIVE,
          new FormatDetection(WireFormats.all()),
          WriterSchemas.released(EventReaders.schema(EventKind.JOB_START)));

  @Override
  public long timeMillis(byte[] value) {
    Decoded decoded = decoder.decode(value, Absent.MILLIS);
    if (decoded instanceof Decoded.Accepted accepted) {
      return accepted.fields().timeMillis();
    }
    throw new IllegalStateException("an event was refused: " + decoded);
  }
}
