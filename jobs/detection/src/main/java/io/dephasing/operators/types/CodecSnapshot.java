package io.dephasing.operators.types;

import io.dephasing.core.codec.Codec;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What a savepoint remembers of a {@link CodecSerializer}: the codec's id. Values carry their
 * version themselves.
 *
 * @param <T> the codec's type
 */
public final class CodecSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int VERSION = 1;

  private @Nullable String codecId;

  /** For Flink, which then calls {@link #readSnapshot}. */
  public CodecSnapshot() {}

  CodecSnapshot(CodecSerializer<T> serializer) {
    codecId = serializer.codecId();
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(String.valueOf(codecId));
  }

  @Override
  public void readSnapshot(int version, DataInputView in, ClassLoader classLoader)
      throws IOException {
    codecId = in.readUTF();
  }

  @Override
  @SuppressWarnings("unchecked") // The id is of the codec that wrote the state.
  public TypeSerializer<T> restoreSerializer() {
    Codec<?> codec =
        KnownCodecs.ofId(String.valueOf(codecId))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "state of codec '%s' is unknown: written by a newer version"
                            .formatted(codecId)));
    return new CodecSerializer<>((Codec<T>) codec);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    boolean isSame =
        old instanceof CodecSnapshot<T> that && String.valueOf(that.codecId).equals(codecId);
    return isSame
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
