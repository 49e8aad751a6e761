package io.dephasing.connectors.kafka;

import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Hands batches on within a chain, and refuses to let them leave it. */
final class ChainedSerializer extends TypeSerializerSingleton<SourceBatch> {
  private static final long serialVersionUID = 1L;

  static final ChainedSerializer INSTANCE = new ChainedSerializer();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public SourceBatch createInstance() {
    throw refusal();
  }

  @Override
  public SourceBatch copy(SourceBatch from) {
    return from;
  }

  @Override
  public SourceBatch copy(SourceBatch from, SourceBatch reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(SourceBatch batch, DataOutputView target) {
    throw refusal();
  }

  @Override
  public SourceBatch deserialize(DataInputView source) {
    throw refusal();
  }

  @Override
  public SourceBatch deserialize(SourceBatch reuse, DataInputView source) {
    throw refusal();
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) {
    throw refusal();
  }

  @Override
  public TypeSerializerSnapshot<SourceBatch> snapshotConfiguration() {
    return new Snapshot();
  }

  private static UnsupportedOperationException refusal() {
    return new UnsupportedOperationException(
        "a batch stays with its source: chain what follows, and fold before the shuffle");
  }

  /** The serializer has no configuration. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SourceBatch> {
    /** For restoring. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
