package io.dephasing.acceptance.docs;

import io.dephasing.schemas.JobStart;
import io.dephasing.schemas.Phase;
import java.io.IOException;
import java.time.Instant;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;

/** The producer that the guide shows, without Kafka. */
final class PublishExample {
  private PublishExample() {}

  static byte[] value() throws IOException {
    // shown in docs/howto/publish-events.md:
    BinaryMessageEncoder<JobStart> encoder =
        new BinaryMessageEncoder<>(
            SpecificData.getForClass(JobStart.class), JobStart.getClassSchema());
    JobStart start =
        JobStart.newBuilder()
            .setService("billing")
            .setJob("invoice-run")
            .setInstanceId("pod-17")
            .setEventTime(Instant.now())
            .setPhase(Phase.START)
            .build();
    byte[] value = encoder.encode(start).array();
    // until here
    return value;
  }
}
