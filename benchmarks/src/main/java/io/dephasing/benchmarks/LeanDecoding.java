package io.dephasing.benchmarks;

import io.dephasing.connectors.event.Decoded;
import io.dephasing.connectors.event.EventDecoder;
import io.dephasing.connectors.event.EventOrigin;
import io.dephasing.connectors.event.EventReaders;
import io.dephasing.connectors.wire.FormatDetection;
import io.dephasing.connectors.wire.WireFormats;
import io.dephasing.connectors.wire.WriterSchemas;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventKind;

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
