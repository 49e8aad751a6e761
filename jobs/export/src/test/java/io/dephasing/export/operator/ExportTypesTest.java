package io.dephasing.export.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.codec.Codec;
import io.dephasing.export.series.SeriesCodecs;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExportTypesTest {
  static List<TypeInformation<?>> types() {
    return List.of(ExportTypes.GROUP_MEMORY, ExportTypes.SAMPLE, ExportTypes.ANNOTATION_MEMORY);
  }

  @Test
  void each_codec_has_a_type_and_each_type_a_codec() {
    assertThat(types())
        .extracting(TypeInformation::toString)
        .containsExactlyInAnyOrderElementsOf(SeriesCodecs.all().stream().map(Codec::id).toList());
  }

  /** The codec is found by its id, through the service loader. */
  @ParameterizedTest
  @MethodSource("types")
  void a_serializer_comes_back_from_its_snapshot(TypeInformation<?> type) throws Exception {
    TypeSerializer<?> serializer = serializer(type);

    assertThat(throughBytes(serializer.snapshotConfiguration()).restoreSerializer())
        .isEqualTo(serializer);
    assertThat(InstantiationUtil.clone(serializer).isImmutableType())
        .isEqualTo(serializer.isImmutableType());
  }

  private static TypeSerializer<?> serializer(TypeInformation<?> type) {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    return type.createSerializer(config);
  }

  private static <T> TypeSerializerSnapshot<T> throughBytes(TypeSerializerSnapshot<T> snapshot)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()), ExportTypesTest.class.getClassLoader());
  }
}
