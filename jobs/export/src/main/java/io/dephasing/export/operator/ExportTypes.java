package io.dephasing.export.operator;

import io.dephasing.core.codec.Codec;
import io.dephasing.export.series.AnnotationMemory;
import io.dephasing.export.series.GroupMemory;
import io.dephasing.export.series.Sample;
import io.dephasing.export.series.SeriesCodecs;
import io.dephasing.operators.types.CodecProvider;
import io.dephasing.operators.types.StreamTypes;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** What flows between the export job's operators or is their state: no Kryo, no reflection. */
public final class ExportTypes implements CodecProvider {
  /** What the export job remembers of a group. */
  static final TypeInformation<GroupMemory> GROUP_MEMORY =
      StreamTypes.type(SeriesCodecs.GROUP_MEMORY);

  /** To Prometheus. */
  static final TypeInformation<Sample> SAMPLE = StreamTypes.type(SeriesCodecs.SAMPLE);

  /** What the export job remembers of a line of annotations. */
  static final TypeInformation<AnnotationMemory> ANNOTATION_MEMORY =
      StreamTypes.type(SeriesCodecs.ANNOTATION_MEMORY);

  /** For the service loader. */
  public ExportTypes() {}

  @Override
  public List<Codec<?>> codecs() {
    return SeriesCodecs.all();
  }
}
