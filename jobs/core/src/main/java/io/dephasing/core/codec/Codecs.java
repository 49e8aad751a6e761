package io.dephasing.core.codec;

import io.dephasing.core.across.AcrossState;
import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.group.Bulletin;
import io.dephasing.core.group.GroupState;
import io.dephasing.core.group.JobSpan;
import io.dephasing.core.group.Notice;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.PartialSlice;
import java.util.List;
import java.util.Optional;

/** The catalogue of codecs: one for each type that is state or crosses the network. */
public final class Codecs {
  /** What crosses from the sources to the groups. */
  public static final Codec<PartialSlice> PARTIAL_SLICE =
      new SimpleCodec<>(
          "partial-slice", 3, PartialSlice.class, false, PartialSlice::write, PartialSlice::read);

  /** A group's whole state. */
  public static final Codec<GroupState> GROUP_STATE =
      new SimpleCodec<>(
          "group-state", 8, GroupState.class, false, GroupState::write, GroupState::read);

  /** Between which times the job has events. */
  public static final Codec<JobSpan> JOB_SPAN =
      new SimpleCodec<>(
          "job-span",
          JobSpan.class,
          true,
          (span, out) -> {
            out.writeLong(span.firstMillis());
            out.writeLong(span.lastMillis());
          },
          in -> new JobSpan(in.readLong(), in.readLong()));

  /** What a group tells to who sees all of them. */
  public static final Codec<Notice> NOTICE =
      new SimpleCodec<>("notice", Notice.class, true, NoticeBytes::write, NoticeBytes::read);

  /** What is known of all groups together. */
  public static final Codec<AcrossState> ACROSS_STATE =
      new SimpleCodec<>(
          "across-state",
          3,
          AcrossState.class,
          false,
          AcrossState::write,
          (in, version) -> AcrossState.read(in));

  /** What is published for a window. */
  public static final Codec<WindowSli> SLI =
      new SimpleCodec<>("sli", 4, WindowSli.class, true, SliBytes::write, SliBytes::read);

  /** A step in an alert's life. */
  public static final Codec<AlertTransition> ALERT_TRANSITION =
      new SimpleCodec<>(
          "alert-transition",
          4,
          AlertTransition.class,
          true,
          AlertTransitionBytes::write,
          AlertTransitionBytes::read);

  /** What would cure a herd. */
  public static final Codec<SpreadRecommendation> RECOMMENDATION =
      new SimpleCodec<>(
          "recommendation",
          SpreadRecommendation.class,
          true,
          RecommendationBytes::write,
          RecommendationBytes::read);

  /** An annotation that holds. */
  public static final Codec<ScopedAnnotation> ANNOTATION =
      new SimpleCodec<>(
          "annotation",
          ScopedAnnotation.class,
          true,
          AnnotationBytes::write,
          AnnotationBytes::read);

  /** What a record of the annotations' topic asked for. */
  public static final Codec<AnnotationChange> ANNOTATION_CHANGE =
      new SimpleCodec<>(
          "annotation-change",
          AnnotationChange.class,
          true,
          AnnotationBytes::writeChange,
          AnnotationBytes::readChange);

  /** What all groups are told. */
  public static final Codec<Bulletin> BULLETIN =
      new SimpleCodec<>(
          "bulletin",
          Bulletin.class,
          true,
          AnnotationBytes::writeBulletin,
          AnnotationBytes::readBulletin);

  private static final List<Codec<?>> ALL =
      List.of(
          PARTIAL_SLICE,
          GROUP_STATE,
          JOB_SPAN,
          NOTICE,
          ACROSS_STATE,
          SLI,
          ALERT_TRANSITION,
          RECOMMENDATION,
          ANNOTATION,
          ANNOTATION_CHANGE,
          BULLETIN);

  private Codecs() {}

  /** All codecs. */
  public static List<Codec<?>> all() {
    return ALL;
  }

  /** The codec with this id, if there is one. */
  public static Optional<Codec<?>> ofId(String id) {
    for (Codec<?> codec : ALL) {
      if (codec.id().equals(id)) {
        return Optional.of(codec);
      }
    }
    return Optional.empty();
  }
}
