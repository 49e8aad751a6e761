package io.dephasing.connectors.event;

import io.dephasing.connectors.wire.PayloadReader;
import io.dephasing.connectors.wire.Unreadable;
import io.dephasing.connectors.wire.WriterSchema;
import io.dephasing.core.event.Instance;
import org.jspecify.annotations.Nullable;

/**
 * The instances of records that are about to be decoded. Among tens of thousands nearly each
 * look-up is a cache miss, and between the look-ups of two records lies all of their decoding: made
 * one right after the other, they wait for memory together.
 */
final class InstancesAhead implements PayloadReader<Boolean> {
  /** So many are looked up together: what they touch is still at hand when they are decoded. */
  static final int MOST = 64;

  private final InstanceInterner instances;
  private final long currentFingerprint;
  private final AvroBytes in = new AvroBytes();
  private final Span skipped = new Span();
  private final Span id = new Span();
  private final byte[][] values = new byte[MOST][];
  private final long[] hashes = new long[MOST];
  private final @Nullable Instance[] found = new Instance[MOST];
  private int size;
  private int next;

  InstancesAhead(InstanceInterner instances, long currentFingerprint) {
    this.instances = instances;
    this.currentFingerprint = currentFingerprint;
  }

  /** Forgets all. */
  void clear() {
    size = 0;
    next = 0;
  }

  /** Each kind begins with service, name and instance; what is wrong with them is found later. */
  @Override
  public Boolean readAvro(WriterSchema writer, byte[] bytes, int offset, int length) {
    if (writer.fingerprint() != currentFingerprint) {
      return false;
    }
    in.reset(bytes, offset, length);
    in.readSpan("service", skipped);
    in.readSpan("name", skipped);
    in.readSpan("instanceId", id);
    values[size] = bytes;
    hashes[size] = instances.hash(bytes, id);
    size++;
    return true;
  }

  @Override
  public Boolean readJson(byte[] bytes, int offset, int length) {
    return false;
  }

  @Override
  public Boolean refuse(Unreadable unreadable, String reason) {
    return false;
  }

  /** Looks all up. */
  void look() {
    for (int i = 0; i < size; i++) {
      found[i] = instances.find(hashes[i]);
    }
  }

  /**
   * Who acts in a record, asked for in their order; null where it was not looked up, or is not
   * known yet.
   */
  @Nullable Instance of(byte[] value) {
    while (next < size) {
      int at = next++;
      if (values[at] == value) {
        return found[at];
      }
    }
    return null;
  }
}
