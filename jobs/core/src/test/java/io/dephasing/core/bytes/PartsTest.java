package io.dephasing.core.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
  private static final byte[] SOME = {1, 2, 3, 4, 5, 6, 7};

  @Test
  void a_part_has_the_bytes_of_a_stream_behind_its_id_and_its_length() throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    writeAll(new DataOutputStream(plain));
    byte[] written = written(parts -> part(parts, 300, PartsTest::writeAll));

    int length = plain.size();
    assertThat(length).as("two bytes of length").isBetween(128, 16_383);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(expected);
    Varints.write(out, 300);
    Varints.write(out, length);
    plain.writeTo(out);
    out.writeByte(0);
    assertThat(written).isEqualTo(expected.toByteArray());
    PartInput.read(input(written), "value", (id, part) -> readAll(part));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 511, 512, 16_383, 16_384, 65_535, 65_537, 3_000_000})
  void a_part_may_have_any_length(int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    byte[] written =
        written(
            parts -> {
              part(parts, 1, out -> out.write(bytes));
              part(parts, 127, out -> out.write(SOME));
            });

    Map<Integer, byte[]> read = new TreeMap<>();
    PartInput.read(
        input(written),
        "value",
        (id, part) -> {
          byte[] all = new byte[id == 1 ? length : SOME.length];
          part.readFully(all);
          read.put(id, all);
          return true;
        });
    assertThat(read).containsOnlyKeys(1, 127).containsEntry(1, bytes).containsEntry(127, SOME);
  }

  @Test
  void parts_hold_parts_and_what_is_not_known_is_skipped_in_any_depth() throws IOException {
    byte[] written =
        written(
            outer -> {
              part(outer, 8, out -> out.writeLong(1));
              part(
                  outer,
                  1,
                  out -> {
                    out.writeInt(7);
                    PartOutput.write(
                        out,
                        inner -> {
                          part(inner, 9, nobodyKnows -> nobodyKnows.write(new byte[200]));
                          part(inner, 2, known -> known.writeInt(11));
                        });
                    out.writeInt(13);
                  });
            });

    StringBuilder read = new StringBuilder();
    PartInput.read(
        input(written),
        "outer",
        (id, part) -> {
          if (id == 1) {
            read.append(part.readInt()).append(' ');
            PartInput.read(part, "inner", (innerId, in) -> innerId == 2 && append(in, read));
            read.append(part.readInt()).append(' ');
          }
          return id == 1;
        });
    assertThat(read).hasToString("7 11 13 ");
  }

  @Test
  void a_part_may_write_and_read_another_value_meanwhile() throws IOException {
    byte[] other = written(parts -> part(parts, 5, out -> out.writeInt(21)));
    byte[] written =
        written(
            parts ->
                part(
                    parts,
                    1,
                    out -> {
                      out.writeInt(7);
                      assertThat(written(in -> part(in, 5, o -> o.writeInt(21)))).isEqualTo(other);
                      out.writeInt(11);
                    }));

    StringBuilder read = new StringBuilder();
    PartInput.read(
        input(written),
        "value",
        (id, part) -> {
          boolean isFirst = append(part, read);
          PartInput.read(input(other), "other", (otherId, in) -> append(in, read));
          return isFirst && append(part, read);
        });
    assertThat(read).hasToString("7 21 11 ");
  }

  @Test
  void a_part_that_another_build_wrote_longer_or_shorter_is_refused() throws IOException {
    byte[] written = written(parts -> part(parts, 3, out -> out.writeInt(1)));

    assertThatThrownBy(() -> PartInput.read(input(written), "value", (id, in) -> readByte(in)))
        .isInstanceOf(IOException.class)
        .hasMessage("part 3 of a value has 3 bytes too many");
    assertThatThrownBy(() -> PartInput.read(input(written), "value", (id, in) -> readLong(in)))
        .isInstanceOf(IOException.class)
        .hasMessage("part 3 of a value ends too early");
  }

  @Test
  void a_length_that_is_only_claimed_takes_no_room() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Varints.write(new DataOutputStream(bytes), 1);
    Varints.write(new DataOutputStream(bytes), Integer.MAX_VALUE);
    bytes.write(SOME);

    assertThatThrownBy(
            () -> PartInput.read(input(bytes.toByteArray()), "value", (id, in) -> readByte(in)))
        .isInstanceOf(IOException.class);
    byte[] nested = written(parts -> part(parts, 1, out -> out.write(bytes.toByteArray())));
    assertThatThrownBy(
            () ->
                PartInput.read(
                    input(nested),
                    "outer",
                    (id, part) -> {
                      PartInput.read(part, "inner", (innerId, in) -> readByte(in));
                      return true;
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("part 1 of a outer ends too early");
  }

  /** What a part holds. */
  @FunctionalInterface
  private interface Content {
    void write(DataOutput out) throws IOException;
  }

  private static void part(PartOutput parts, int id, Content content) throws IOException {
    int begun = parts.begin(id);
    content.write(parts);
    parts.end(begun);
  }

  private static byte[] written(PartOutput.Writer writer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PartOutput.write(new DataOutputStream(bytes), writer);
    return bytes.toByteArray();
  }

  private static DataInput input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static boolean append(DataInput in, StringBuilder to) throws IOException {
    to.append(in.readInt()).append(' ');
    return true;
  }

  private static boolean readByte(DataInput in) throws IOException {
    in.readByte();
    return true;
  }

  private static boolean readLong(DataInput in) throws IOException {
    in.readLong();
    return true;
  }

  private static void writeAll(DataOutput out) throws IOException {
    out.write(255);
    out.write(SOME);
    out.write(SOME, 2, 3);
    out.writeBoolean(true);
    out.writeByte(-2);
    out.writeShort(-30_000);
    out.writeChar('☂');
    out.writeInt(Integer.MIN_VALUE + 5);
    out.writeLong(Long.MIN_VALUE + 6);
    out.writeFloat(-1.5f);
    out.writeDouble(Math.PI);
    out.writeBytes("latin");
    out.writeChars("ché");
    out.writeUTF("a text \0 é ☂ 𝄞".repeat(9));
  }

  private static boolean readAll(DataInput in) throws IOException {
    assertThat(in.readUnsignedByte()).isEqualTo(255);
    byte[] seven = new byte[7];
    in.readFully(seven);
    assertThat(seven).isEqualTo(SOME);
    assertThat(in.skipBytes(3)).isEqualTo(3);
    assertThat(in.readBoolean()).isTrue();
    assertThat(in.readByte()).isEqualTo((byte) -2);
    assertThat(in.readShort()).isEqualTo((short) -30_000);
    assertThat(in.readChar()).isEqualTo('☂');
    assertThat(in.readInt()).isEqualTo(Integer.MIN_VALUE + 5);
    assertThat(in.readLong()).isEqualTo(Long.MIN_VALUE + 6);
    assertThat(in.readFloat()).isEqualTo(-1.5f);
    assertThat(in.readDouble()).isEqualTo(Math.PI);
    byte[] latin = new byte[5];
    in.readFully(latin, 0, 5);
    assertThat(latin).isEqualTo(new byte[] {'l', 'a', 't', 'i', 'n'});
    assertThat("" + in.readChar() + in.readChar() + in.readChar()).isEqualTo("ché");
    assertThat(in.readUTF()).isEqualTo("a text \0 é ☂ 𝄞".repeat(9));
    assertThat(in.skipBytes(1)).as("nothing of what follows").isZero();
    return true;
  }
}
