package io.dephasing.operators.types;

import io.dephasing.core.across.AcrossState;
import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.codec.Codec;
import io.dephasing.core.codec.Codecs;
import io.dephasing.core.group.Bulletin;
import io.dephasing.core.group.GroupState;
import io.dephasing.core.group.JobSpan;
import io.dephasing.core.group.Notice;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.PartialSlice;
import io.dephasing.types.SerializedType;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The catalogue of what flows between operators or is state: no Kryo, no reflection. */
public final class StreamTypes {
  /** From the sources to the groups. */
  public static final TypeInformation<PartialSlice> PARTIAL_SLICE = type(Codecs.PARTIAL_SLICE);

  /** From the sources to all groups. */
  public static final TypeInformation<JobSpan> JOB_SPAN = type(Codecs.JOB_SPAN);

  /** From the groups to what sees all of them. */
  public static final TypeInformation<Notice> NOTICE = type(Codecs.NOTICE);

  /** What is known of all groups together. */
  public static final TypeInformation<AcrossState> ACROSS_STATE = type(Codecs.ACROSS_STATE);

  /** A group's state. */
  public static final TypeInformation<GroupState> GROUP_STATE = type(Codecs.GROUP_STATE);

  /** To the sinks. */
  public static final TypeInformation<WindowSli> SLI = type(Codecs.SLI);

  /** To the sinks. */
  public static final TypeInformation<AlertTransition> ALERT_TRANSITION =
      type(Codecs.ALERT_TRANSITION);

  /** To the sinks. */
  public static final TypeInformation<SpreadRecommendation> RECOMMENDATION =
      type(Codecs.RECOMMENDATION);

  /** State of who knows annotations. */
  public static final TypeInformation<ScopedAnnotation> ANNOTATION = type(Codecs.ANNOTATION);

  /** From the annotations' topic, and to the audit. */
  public static final TypeInformation<AnnotationChange> ANNOTATION_CHANGE =
      type(Codecs.ANNOTATION_CHANGE);

  /** To all groups. */
  public static final TypeInformation<Bulletin> BULLETIN = type(Codecs.BULLETIN);

  private StreamTypes() {}

  /** The type of what a codec writes. */
  public static <T> TypeInformation<T> type(Codec<T> codec) {
    return new SerializedType<>(codec.id(), codec.type(), new CodecSerializer<>(codec));
  }
}
