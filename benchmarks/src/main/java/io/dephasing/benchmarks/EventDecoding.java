package io.dephasing.benchmarks;

import java.io.IOException;

/** How a poll loop makes an event of a record's value. */
interface EventDecoding {
  /** The event's time, ms since the epoch: proof that it was decoded. */
  long timeMillis(byte[] value) throws IOException;
}
