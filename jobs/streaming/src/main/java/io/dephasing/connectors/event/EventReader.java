package io.dephasing.connectors.event;

import io.dephasing.connectors.wire.AvroBytes;

/** Reads the fields of one kind's current schema, in its order, into a draft. */
@FunctionalInterface
interface EventReader {
  /** Never throws because of the bytes: what is wrong is kept there. */
  void read(AvroBytes in, EventDraft draft);
}
