package io.dephasing.operators.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.AnnotationChange.Outcome;
import io.dephasing.core.annotation.AnnotationChange.Place;
import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.annotation.Notes;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.group.Bulletin;
import io.dephasing.operators.types.StreamTypes;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmitAnnotationsHarnessTest {
  private static final long T = 1_772_700_000_000L;
  private static final ScopedAnnotation ROLLOUT =
      Notes.instant(AnnotationKind.ROLLOUT_START, "shop", T, "v2");

  private static final Map<Integer, Long> NOTHING = Map.of(0, TopicEnds.NOTHING_READ);
  private static final Map<Integer, Long> NO_ANSWER = Map.of();

  private OneInputStreamOperatorTestHarness<AnnotationChange, Bulletin> harness;
  private long offset;

  @BeforeEach
  void start() throws Exception {
    harness = started(false, null, new Answers(List.of(NOTHING)));
  }

  /** With other answers of Kafka's, each of which is the last until it is asked again. */
  private void restart(List<Map<Integer, Long>> answers) throws Exception {
    harness.close();
    harness = started(false, null, new Answers(answers));
  }

  private void passMillis(long millis) throws Exception {
    harness.setProcessingTime(harness.getProcessingTime() + millis);
  }

  /** A broker that says what a test lets it say, and notes what it is asked. */
  private static final class Answers implements TopicEnds {
    private static final long serialVersionUID = 1L;

    private final ArrayDeque<Map<Integer, Long>> left;

    private Answers(List<Map<Integer, Long>> all) {
      left = new ArrayDeque<>(all);
    }

    @Override
    public CompletableFuture<Map<Integer, Long>> of(Map<Integer, Long> positions) {
      Map<Integer, Long> answer = left.size() > 1 ? left.pop() : left.element();
      return CompletableFuture.completedFuture(answer);
    }

    @Override
    public void close() {
      left.clear();
    }
  }

  @AfterEach
  void stop() throws Exception {
    harness.close();
  }

  private static OneInputStreamOperatorTestHarness<AnnotationChange, Bulletin> started(
      boolean isBounded, @Nullable OperatorSubtaskState saved, TopicEnds ends) throws Exception {
    OneInputStreamOperatorTestHarness<AnnotationChange, Bulletin> harness =
        new OneInputStreamOperatorTestHarness<>(new AdmitAnnotations("notes", isBounded, ends));
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
    harness = started(false, saved, new Answers(List.of(NOTHING)));
    accept(ROLLOUT);
    assertThat(told()).isEmpty();

    accept(Notes.instant(AnnotationKind.ROLLOUT_START, "shop", T, "v3"));
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
  void event_time_is_held_back_until_all_is_read_that_lay_there() throws Exception {
    restart(List.of(Map.of(0, 2L)));
    passMillis(100_000);
    assertThat(isFree()).as("a source as slow as that").isFalse();
    accept(ROLLOUT);
    passMillis(100_000);
    assertThat(isFree()).isFalse();
    accept(Notes.instant(AnnotationKind.ROLLOUT_START, "shop", T, "v3"));
    passMillis(AdmitAnnotations.LOOK_MILLIS);

    assertThat(isFree()).isTrue();
    assertThat(harness.getOutput()).last().isEqualTo(WatermarkStatus.IDLE);
  }

  @Test
  void where_no_annotation_lies_event_time_is_free_at_once() throws Exception {
    passMillis(AdmitAnnotations.LOOK_MILLIS);

    assertThat(isFree()).isTrue();
  }

  @Test
  void what_its_source_says_of_itself_is_not_passed_on() throws Exception {
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    passMillis(AdmitAnnotations.LOOK_MILLIS);
    harness.processWatermarkStatus(WatermarkStatus.ACTIVE);

    assertThat(harness.getOutput()).containsExactly(WatermarkStatus.IDLE);
  }

  @Test
  void what_was_read_before_a_restore_is_not_waited_for_again() throws Exception {
    accept(ROLLOUT);
    OperatorSubtaskState saved = harness.snapshot(1, 1);
    harness.close();
    harness = started(false, saved, new Answers(List.of(Map.of(0, 1L))));
    passMillis(AdmitAnnotations.LOOK_MILLIS);

    assertThat(isFree()).isTrue();
  }

  @Test
  void what_came_while_a_job_was_down_that_had_read_nothing_is_waited_for() throws Exception {
    OperatorSubtaskState saved = harness.snapshot(1, 1);
    harness.close();
    harness = started(false, saved, new Answers(List.of(Map.of(0, 1L))));
    passMillis(100_000);
    assertThat(isFree()).isFalse();
    accept(ROLLOUT);
    passMillis(AdmitAnnotations.LOOK_MILLIS);

    assertThat(isFree()).isTrue();
  }

  @Test
  void a_last_annotation_that_was_compacted_away_meanwhile_is_not_waited_for() throws Exception {
    restart(List.of(Map.of(0, 2L), Map.of(0, 1L)));
    accept(ROLLOUT);
    passMillis(AdmitAnnotations.ASK_AGAIN_MILLIS);
    assertThat(isFree()).isFalse();
    passMillis(AdmitAnnotations.LOOK_MILLIS);

    assertThat(isFree()).isTrue();
  }

  @Test
  void while_kafka_does_not_answer_event_time_stands_still() throws Exception {
    restart(List.of(NO_ANSWER, NO_ANSWER, NOTHING));
    passMillis(AdmitAnnotations.ASK_AGAIN_MILLIS);
    passMillis(AdmitAnnotations.LOOK_MILLIS);
    assertThat(isFree()).isFalse();
    passMillis(AdmitAnnotations.ASK_AGAIN_MILLIS);
    passMillis(AdmitAnnotations.LOOK_MILLIS);

    assertThat(isFree()).isTrue();
  }

  @Test
  void in_a_replay_the_end_of_the_annotations_sets_event_time_free() throws Exception {
    harness.close();
    harness = started(true, null, new Answers(List.of(NO_ANSWER)));
    harness.setProcessingTime(T + 100_000);
    assertThat(watermarks()).isEmpty();
    accept(ROLLOUT);
    harness.processWatermark(Watermark.MAX_WATERMARK);

    assertThat(harness.getOutput()).last().isEqualTo(Watermark.MAX_WATERMARK);
  }

  private void accept(ScopedAnnotation annotation) throws Exception {
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

  /** Who is idle holds nobody back, and takes nobody along where all are. */
  private boolean isFree() {
    assertThat(watermarks()).isEmpty();
    return harness.getOutput().contains(WatermarkStatus.IDLE);
  }

  private List<Watermark> watermarks() {
    return harness.getOutput().stream()
        .filter(Watermark.class::isInstance)
        .map(Watermark.class::cast)
        .toList();
  }
}
