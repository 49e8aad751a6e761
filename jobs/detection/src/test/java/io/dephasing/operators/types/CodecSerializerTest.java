package io.dephasing.operators.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.core.codec.Codec;
import io.dephasing.core.codec.Codecs;
import io.dephasing.core.group.JobSpan;
import io.dephasing.core.slice.PartialSlice;
import io.dephasing.core.slice.Slice;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecSerializerTest {
  private static final JobSpan SPAN = new JobSpan(1_772_700_000_123L, 1_772_800_000_456L);

  private final CodecSerializer<JobSpan> spans = new CodecSerializer<>(Codecs.JOB_SPAN);
  private final CodecSerializer<PartialSlice> slices = new CodecSerializer<>(Codecs.PARTIAL_SLICE);

  static Iterable<Codec<?>> codecs() {
    return Codecs.all();
  }

  @Test
  void a_copy_of_what_is_mutable_has_a_life_of_its_own() {
    PartialSlice original = slice();
    PartialSlice copy = slices.copy(original);
    original.slice().addLate(1);

    assertThat(slices.isImmutableType()).isFalse();
    assertThat(copy.groupKey()).isEqualTo(original.groupKey());
    assertThat(copy.slice().tally().lateEvents()).isEqualTo(1);
    assertThat(original.slice().tally().lateEvents()).isEqualTo(2);
  }

  @Test
  void a_copy_into_something_reused_has_a_life_of_its_own() {
    PartialSlice original = slice();
    PartialSlice reused = slice();
    PartialSlice copy = slices.copy(original, reused);

    assertThat(copy.slice()).isNotSameAs(original.slice()).isNotSameAs(reused.slice());
  }

  @Test
  void what_never_changes_is_its_own_copy() {
    assertThat(spans.isImmutableType()).isTrue();
    assertThat(spans.copy(SPAN)).isSameAs(SPAN);
  }

  @Test
  void a_version_byte_stands_before_each_value() throws IOException {
    byte[] bytes = bytes(SPAN);

    assertThat(bytes).hasSize(1 + 2 * Long.BYTES);
    assertThat(bytes[0]).isEqualTo((byte) Codecs.JOB_SPAN.version());
    assertThat(spans.deserialize(new DataInputDeserializer(bytes))).isEqualTo(SPAN);
  }

  @Test
  void a_value_of_a_newer_version_is_refused_with_both_versions() throws IOException {
    byte[] bytes = bytes(SPAN);
    bytes[0] = (byte) (Codecs.JOB_SPAN.version() + 1);

    assertThatThrownBy(() -> spans.deserialize(new DataInputDeserializer(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "job-span was written as version %d, this release reads up to %d",
            Codecs.JOB_SPAN.version() + 1, Codecs.JOB_SPAN.version());
  }

  @Test
  void bytes_are_copied_value_by_value() throws IOException {
    DataOutputSerializer both = new DataOutputSerializer(64);
    spans.serialize(SPAN, both);
    spans.serialize(JobSpan.UNKNOWN, both);
    DataInputDeserializer in = new DataInputDeserializer(both.getCopyOfBuffer());
    DataOutputSerializer first = new DataOutputSerializer(64);
    spans.copy(in, first);

    assertThat(first.getCopyOfBuffer()).isEqualTo(bytes(SPAN));
    assertThat(spans.deserialize(in)).isEqualTo(JobSpan.UNKNOWN);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void a_serializer_comes_back_from_its_snapshot(Codec<?> codec) throws IOException {
    CodecSerializer<?> serializer = new CodecSerializer<>(codec);
    TypeSerializerSnapshot<?> restored = throughBytes(serializer.snapshotConfiguration());

    assertThat(restored.restoreSerializer()).isEqualTo(serializer);
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void a_serializer_survives_the_way_to_a_task_manager(Codec<?> codec) throws Exception {
    CodecSerializer<?> serializer = new CodecSerializer<>(codec);
    CodecSerializer<?> there = InstantiationUtil.clone(serializer);

    assertThat(there).isEqualTo(serializer).hasSameHashCodeAs(serializer);
    assertThat(there.isImmutableType()).isEqualTo(codec.isImmutable());
  }

  @Test
  void state_of_a_codec_that_nobody_knows_is_refused_by_name() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF("no-such-codec");
    CodecSnapshot<JobSpan> snapshot = new CodecSnapshot<>();
    snapshot.readSnapshot(
        1, new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());

    assertThatThrownBy(snapshot::restoreSerializer)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no-such-codec")
        .hasMessageContaining("newer version");
  }

  @Test
  void state_of_one_codec_is_not_taken_for_anothers() {
    TypeSerializerSnapshot<JobSpan> mine = spans.snapshotConfiguration();
    @SuppressWarnings("unchecked") // On purpose: savepoints know no types.
    TypeSerializerSnapshot<JobSpan> other =
        (TypeSerializerSnapshot<JobSpan>)
            (TypeSerializerSnapshot<?>) slices.snapshotConfiguration();

    assertThat(mine.resolveSchemaCompatibility(spans.snapshotConfiguration()).isCompatibleAsIs())
        .isTrue();
    assertThat(mine.resolveSchemaCompatibility(other).isIncompatible()).isTrue();
  }

  @Test
  void there_is_no_empty_value() {
    assertThatThrownBy(spans::createInstance)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("job-span");
  }

  private static PartialSlice slice() {
    Slice slice = new Slice();
    slice.addLate(1);
    return new PartialSlice("job-start/shop/sync", 29_545_000L, slice);
  }

  private byte[] bytes(JobSpan span) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializer<JobSpan> serializer = spans.duplicate();
    serializer.serialize(span, out);
    return out.getCopyOfBuffer();
  }

  private static <T> TypeSerializerSnapshot<T> throughBytes(TypeSerializerSnapshot<T> snapshot)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()),
        CodecSerializerTest.class.getClassLoader());
  }
}
