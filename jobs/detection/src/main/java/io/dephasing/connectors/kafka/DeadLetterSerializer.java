package io.dephasing.connectors.kafka;

import io.dephasing.connectors.kafka.DeadLetter.Cause;
import io.dephasing.connectors.kafka.DeadLetter.Content;
import io.dephasing.connectors.kafka.DeadLetter.HeaderBytes;
import io.dephasing.connectors.kafka.DeadLetter.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Dead letters between subtasks; never in state. */
final class DeadLetterSerializer extends TypeSerializerSingleton<DeadLetter> {
  private static final long serialVersionUID = 1L;

  static final DeadLetterSerializer INSTANCE = new DeadLetterSerializer();

  private static final int NULL = -1;

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public DeadLetter createInstance() {
    return new DeadLetter(
        new Cause("", ""), new Place("", 0, 0, 0), new Content(null, null, List.of()));
  }

  @Override
  public DeadLetter copy(DeadLetter from) {
    return from;
  }

  @Override
  public DeadLetter copy(DeadLetter from, DeadLetter reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(DeadLetter letter, DataOutputView out) throws IOException {
    writeText(out, letter.cause().reason());
    writeText(out, letter.cause().exception());
    writeText(out, letter.place().topic());
    out.writeInt(letter.place().partition());
    out.writeLong(letter.place().offset());
    out.writeLong(letter.place().timestampMillis());
    writeBytes(out, letter.content().key());
    writeBytes(out, letter.content().value());
    out.writeInt(letter.content().headers().size());
    for (HeaderBytes header : letter.content().headers()) {
      writeText(out, header.name());
      writeBytes(out, header.value());
    }
  }

  @Override
  public DeadLetter deserialize(DataInputView in) throws IOException {
    Cause cause = new Cause(readText(in), readText(in));
    Place place = new Place(readText(in), in.readInt(), in.readLong(), in.readLong());
    byte[] key = readBytes(in);
    byte[] value = readBytes(in);
    int count = in.readInt();
    List<HeaderBytes> headers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      headers.add(new HeaderBytes(readText(in), readBytes(in)));
    }
    return new DeadLetter(cause, place, new Content(key, value, headers));
  }

  @Override
  public DeadLetter deserialize(DeadLetter reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public TypeSerializerSnapshot<DeadLetter> snapshotConfiguration() {
    return new Snapshot();
  }

  private static void writeText(DataOutputView out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8)); // writeUTF ends at 64 KiB
  }

  private static String readText(DataInputView in) throws IOException {
    byte[] bytes = readBytes(in);
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  private static void writeBytes(DataOutputView out, byte @Nullable [] bytes) throws IOException {
    if (bytes == null) {
      out.writeInt(NULL);
    } else {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static byte @Nullable [] readBytes(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length == NULL) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /** The serializer has no configuration. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<DeadLetter> {
    /** For restoring. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
