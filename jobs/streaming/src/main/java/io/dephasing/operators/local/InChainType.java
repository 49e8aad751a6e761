package io.dephasing.operators.local;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The type of arrivals: they are handed over within a chain and refuse to be serialized. */
final class InChainType extends TypeInformation<Arrivals> {
  static final InChainType INSTANCE = new InChainType();

  private static final long serialVersionUID = 1L;

  private InChainType() {}

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<Arrivals> getTypeClass() {
    return Arrivals.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<Arrivals> createSerializer(SerializerConfig config) {
    return Refusing.INSTANCE;
  }

  @Override
  public String toString() {
    return "arrivals";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InChainType;
  }

  @Override
  public int hashCode() {
    return InChainType.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof InChainType;
  }

  /** A step hands its arrivals over: a copy is the same, and bytes are never asked for. */
  private static final class Refusing extends TypeSerializerSingleton<Arrivals> {
    static final Refusing INSTANCE = new Refusing();

    private static final long serialVersionUID = 1L;

    @Override
    public boolean isImmutableType() {
      return true;
    }

    @Override
    public Arrivals createInstance() {
      throw refusal();
    }

    @Override
    public Arrivals copy(Arrivals from) {
      return from;
    }

    @Override
    public Arrivals copy(Arrivals from, Arrivals reuse) {
      return from;
    }

    @Override
    public int getLength() {
      return -1;
    }

    @Override
    public void serialize(Arrivals value, DataOutputView target) {
      throw refusal();
    }

    @Override
    public Arrivals deserialize(DataInputView source) {
      throw refusal();
    }

    @Override
    public Arrivals deserialize(Arrivals reuse, DataInputView source) {
      throw refusal();
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) {
      throw refusal();
    }

    @Override
    public TypeSerializerSnapshot<Arrivals> snapshotConfiguration() {
      return new RefusingSnapshot();
    }

    private static UnsupportedOperationException refusal() {
      return new UnsupportedOperationException(
          "arrivals do not leave the source's chain: chaining must not be disabled");
    }
  }

  /** For Flink's job graph; no state holds arrivals. */
  public static final class RefusingSnapshot extends SimpleTypeSerializerSnapshot<Arrivals> {
    /** For Flink. */
    public RefusingSnapshot() {
      super(() -> Refusing.INSTANCE);
    }
  }
}
