package io.dephasing.operators.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.annotation.Annotation;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.AnnotationChange.Outcome;
import io.dephasing.core.annotation.AnnotationChange.Place;
import io.dephasing.core.annotation.AnnotationType;
import io.dephasing.core.annotation.Notes;
import io.dephasing.core.group.Bulletin;
import io.dephasing.operators.types.StreamTypes;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmitAnnotationsHarnessTest {
  private static final long T = 1_772_700_000_000L;
  private static final Annotation ROLLOUT =
      Notes.instant(AnnotationType.ROLLOUT_START, "shop", T, "v2");

  private OneInputStreamOperatorTestHarness<AnnotationChange, Bulletin> harness;
  private long offset;

  @BeforeEach
  void start() throws Exception {
    harness = started(false, null);
  }

  @AfterEach
  void stop() throws Exception {
    harness.close();
  }

  private static OneInputStreamOperatorTestHarness<AnnotationChange, Bulletin> started(
      boolean isBounded, @Nullable OperatorSubtaskState saved) throws Exception {
    OneInputStreamOperatorTestHarness<AnnotationChange, Bulletin> harness =
        new OneInputStreamOperatorTestHarness<>(new AdmitAnnotations("notes", isBounded));
    harness.setup(StreamTypes.BULLETIN.createSerializer(new SerializerConfigImpl()));
    harness.setProcessingTime(T);
    if (saved != null) {
      harness.initializeState(saved);
    }
    harness.open();
    return harness;
  }

  @Test
  void what_is_accepted_is_told_to_all_groups_and_to_the_audit_once() throws Exception {
    accept(ROLLOUT);
    accept(ROLLOUT);

    assertThat(told()).hasSize(1);
    assertThat(audited()).extracting(AnnotationChange::outcome).containsExactly(Outcome.ACCEPTED);
  }

  @Test
  void what_was_accepted_before_a_restore_is_no_news() throws Exception {
    accept(ROLLOUT);
    OperatorSubtaskState saved = harness.snapshot(1, 1);
    harness.close();
    harness = started(false, saved);
    accept(ROLLOUT);
    assertThat(told()).isEmpty();

    accept(Notes.instant(AnnotationType.ROLLOUT_START, "shop", T, "v3"));
    assertThat(told()).hasSize(1);
  }

  @Test
  void what_is_malformed_is_told_to_the_audit_alone_with_its_reason() throws Exception {
    process(AnnotationChange.refused("x", "until: missing", place()));

    assertThat(told()).isEmpty();
    assertThat(audited()).extracting(AnnotationChange::refusal).containsExactly("until: missing");
  }

  @Test
  void what_is_withdrawn_is_told_as_it_was() throws Exception {
    accept(ROLLOUT);
    process(AnnotationChange.withdrawn(ROLLOUT.id(), null, place()));
    process(AnnotationChange.withdrawn("never told", null, place()));

    assertThat(told()).hasSize(2);
    assertThat(audited())
        .extracting(AnnotationChange::annotation)
        .containsExactly(ROLLOUT, ROLLOUT, null);
    accept(ROLLOUT);
    assertThat(told()).as("it holds again").hasSize(3);
  }

  @Test
  void event_time_is_held_back_until_no_annotation_has_come_for_a_second() throws Exception {
    harness.setProcessingTime(T + AdmitAnnotations.QUIET_MILLIS - 1);
    accept(ROLLOUT);
    harness.setProcessingTime(T + AdmitAnnotations.QUIET_MILLIS);
    assertThat(watermarks()).isEmpty();
    harness.setProcessingTime(T + 2 * AdmitAnnotations.QUIET_MILLIS);
    assertThat(watermarks()).containsExactly(Watermark.MAX_WATERMARK);
    harness.setProcessingTime(T + 100_000);
    assertThat(watermarks()).hasSize(1);
  }

  @Test
  void event_time_is_not_held_back_for_ever() throws Exception {
    for (long passed = 0; passed <= AdmitAnnotations.LONGEST_MILLIS; passed += 500) {
      harness.setProcessingTime(T + passed);
      accept(Notes.instant(AnnotationType.ROLLOUT_START, "shop", T + passed, "v2"));
    }
    assertThat(watermarks()).containsExactly(Watermark.MAX_WATERMARK);
  }

  @Test
  void in_a_replay_the_end_of_the_annotations_sets_event_time_free() throws Exception {
    harness.close();
    harness = started(true, null);
    harness.setProcessingTime(T + 100_000);
    assertThat(watermarks()).isEmpty();
    accept(ROLLOUT);
    harness.processWatermark(Watermark.MAX_WATERMARK);

    assertThat(harness.getOutput()).last().isEqualTo(Watermark.MAX_WATERMARK);
  }

  private void accept(Annotation annotation) throws Exception {
    process(AnnotationChange.accepted(annotation, place()));
  }

  private void process(AnnotationChange change) throws Exception {
    harness.processElement(new StreamRecord<>(change));
  }

  private Place place() {
    return new Place("notes", 0, offset++, T);
  }

  private List<Bulletin> told() {
    return harness.extractOutputValues();
  }

  private List<AnnotationChange> audited() {
    return harness.getSideOutput(AdmitAnnotations.AUDIT).stream()
        .map(StreamRecord::getValue)
        .toList();
  }

  private List<Watermark> watermarks() {
    return harness.getOutput().stream()
        .filter(Watermark.class::isInstance)
        .map(Watermark.class::cast)
        .toList();
  }
}
