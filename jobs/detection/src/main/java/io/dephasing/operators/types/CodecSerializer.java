package io.dephasing.operators.types;

import io.dephasing.core.codec.Codec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes what a codec of core writes, a version byte before each value.
 *
 * @param <T> the codec's type
 */
public final class CodecSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;
  private static final int INITIAL_BYTES = 256;

  private final String codecId;
  private transient Codec<T> codec;

  CodecSerializer(Codec<T> codec) {
    codecId = codec.id();
    this.codec = codec;
  }

  /** The codec's id: it finds the codec in state, not a class name. */
  String codecId() {
    return codecId;
  }

  @SuppressWarnings("unchecked") // The id is of the codec that this was made with.
  private Codec<T> codec() {
    if (codec == null) {
      codec =
          (Codec<T>)
              KnownCodecs.ofId(codecId)
                  .orElseThrow(() -> new IllegalStateException("no codec '%s'".formatted(codecId)));
    }
    return codec;
  }

  @Override
  public boolean isImmutableType() {
    return codec().isImmutable();
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public T createInstance() {
    throw new UnsupportedOperationException("%s has no empty value".formatted(codecId));
  }

  @Override
  public T copy(T from) {
    if (codec().isImmutable()) {
      return from;
    }
    try {
      DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
      codec().write(from, out);
      DataInputDeserializer in = new DataInputDeserializer(out.wrapAsByteBuffer());
      return codec().read(in, codec().version());
    } catch (IOException e) {
      throw new IllegalStateException("a copy of %s in memory failed".formatted(codecId), e);
    }
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    target.writeByte(codec().version());
    codec().write(value, target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    int version = source.readUnsignedByte();
    if (version > codec().version()) {
      throw new IOException(
          "%s was written as version %d, this release reads up to %d"
              .formatted(codecId, version, codec().version()));
    }
    return codec().read(source, version);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodecSerializer<?> that && that.codecId.equals(codecId);
  }

  @Override
  public int hashCode() {
    return codecId.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new CodecSnapshot<>(this);
  }
}
