package io.dephasing.formats.event;

import io.dephasing.formats.wire.AvroBytes;

/** Reads the fields of one kind's current schema, in its order, into a draft. */
@FunctionalInterface
interface EventReader {
  /** Never throws because of the bytes: what is wrong is kept there. */
  void read(AvroBytes in, EventDraft draft);
}
