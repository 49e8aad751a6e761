package io.dephasing.operators.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.codec.Codec;
import io.dephasing.core.codec.Codecs;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StreamTypesTest {
  static List<TypeInformation<?>> types() {
    return List.of(
        StreamTypes.PARTIAL_SLICE,
        StreamTypes.JOB_SPAN,
        StreamTypes.GROUP_STATE,
        StreamTypes.NOTICE,
        StreamTypes.ACROSS_STATE,
        StreamTypes.SLI,
        StreamTypes.ALERT_TRANSITION,
        StreamTypes.RECOMMENDATION,
        StreamTypes.ANNOTATION,
        StreamTypes.ANNOTATION_CHANGE,
        StreamTypes.BULLETIN);
  }

  @Test
  void each_codec_has_a_type_and_each_type_a_codec() {
    assertThat(StreamTypes.class.getFields()).hasSameSizeAs(types());
    assertThat(types())
        .extracting(type -> (Object) type.getTypeClass())
        .containsExactlyInAnyOrderElementsOf(Codecs.all().stream().map(Codec::type).toList());
  }

  @ParameterizedTest
  @MethodSource("types")
  void no_type_needs_kryo_or_reflection(TypeInformation<?> type) {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);

    assertThat(type.createSerializer(config)).isInstanceOf(CodecSerializer.class);
  }

  @ParameterizedTest
  @MethodSource("types")
  void no_type_is_a_key(TypeInformation<?> type) {
    assertThat(type.isKeyType()).isFalse();
    assertThat(type.isBasicType() || type.isTupleType()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_type_equals_itself_alone(TypeInformation<?> type) {
    assertThat(types()).filteredOn(type::equals).hasSize(1);
    assertThat(types()).allMatch(type::canEqual);
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_type_survives_the_way_to_a_task_manager(TypeInformation<?> type) throws Exception {
    assertThat(InstantiationUtil.clone(type)).isEqualTo(type).hasSameHashCodeAs(type);
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_type_is_called_as_its_codec(TypeInformation<?> type) {
    assertThat(Codecs.ofId(type.toString())).isPresent();
  }
}
