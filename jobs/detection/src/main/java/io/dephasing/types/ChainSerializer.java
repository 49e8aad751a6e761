package io.dephasing.types;

import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Hands values on within a chain of operators, as they are, and refuses to make bytes of them: who
 * disables chaining learns it from the first record.
 *
 * @param <T> the type of the values
 */
final class ChainSerializer<T> extends TypeSerializerSingleton<T> {
  private static final long serialVersionUID = 1L;
  private static final ChainSerializer<?> INSTANCE = new ChainSerializer<>();

  private ChainSerializer() {}

  /** The serializer of any type: it looks into no value. */
  @SuppressWarnings("unchecked")
  static <T> ChainSerializer<T> instance() {
    return (ChainSerializer<T>) INSTANCE;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public T createInstance() {
    throw refusal();
  }

  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public T copy(T from, T reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView target) {
    throw refusal();
  }

  @Override
  public T deserialize(DataInputView source) {
    throw refusal();
  }

  @Override
  public T deserialize(T reuse, DataInputView source) {
    throw refusal();
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) {
    throw refusal();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new Snapshot<>();
  }

  private static UnsupportedOperationException refusal() {
    return new UnsupportedOperationException(
        "values that stay within their chain have no bytes: chaining must not be disabled");
  }

  /**
   * For Flink's job graph; no state holds such values.
   *
   * @param <T> the type of the values
   */
  public static final class Snapshot<T> extends SimpleTypeSerializerSnapshot<T> {
    /** For Flink. */
    public Snapshot() {
      super(ChainSerializer::instance);
    }
  }
}
