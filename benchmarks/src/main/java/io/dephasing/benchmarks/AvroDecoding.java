package io.dephasing.benchmarks;

import io.dephasing.schemas.JobStart;
import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * As Avro is used by who cares for speed: generated class, record and decoder used again, straight
 * from the array behind the header. Not for several threads.
 */
final class AvroDecoding implements EventDecoding {
  private static final int HEADER_BYTES = 10;

  private final SpecificDatumReader<JobStart> reader = new SpecificDatumReader<>(JobStart.class);
  private final JobStart record = new JobStart();
  private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);

  @Override
  public long timeMillis(byte[] value) throws IOException {
    decoder =
        DecoderFactory.get()
            .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, decoder);
    return reader.read(record, decoder).getEventTime().toEpochMilli();
  }
}
