package io.dephasing.connectors.kafka;

import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Hands source records on within a chain, and refuses to let them leave it. */
final class ChainedSerializer extends TypeSerializerSingleton<SourceRecord> {
  private static final long serialVersionUID = 1L;

  static final ChainedSerializer INSTANCE = new ChainedSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public SourceRecord createInstance() {
    throw refusal();
  }

  @Override
  public SourceRecord copy(SourceRecord from) {
    return from;
  }

  @Override
  public SourceRecord copy(SourceRecord from, SourceRecord reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(SourceRecord sourceRecord, DataOutputView target) {
    throw refusal();
  }

  @Override
  public SourceRecord deserialize(DataInputView source) {
    throw refusal();
  }

  @Override
  public SourceRecord deserialize(SourceRecord reuse, DataInputView source) {
    throw refusal();
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) {
    throw refusal();
  }

  @Override
  public TypeSerializerSnapshot<SourceRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  private static UnsupportedOperationException refusal() {
    return new UnsupportedOperationException(
        "a source record stays with its source: chain what follows, and fold before the shuffle");
  }

  /** The serializer has no configuration. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SourceRecord> {
    /** For restoring. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
