package io.dephasing.operators.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.AnnotationChange.Place;
import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.annotation.Notes;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.Bulletin;
import io.dephasing.core.group.Notice;
import io.dephasing.core.group.Onset;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.sli.Comparison;
import io.dephasing.core.sli.Compliance;
import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.NonScalars;
import io.dephasing.core.sli.SampleMeasures;
import io.dephasing.core.sli.Window;
import io.dephasing.core.sli.WindowExamples;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.operators.types.StreamTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

class WatchAcrossHarnessTest {
  private static final long FIRST_SLICE = 29_545_000L;
  private static final long SECOND = (FIRST_SLICE + 20) * 60 + 7;
  private static final WatchGroup.Settings SETTINGS =
      new WatchGroup.Settings(() -> Policy.DEFAULT, 2_000, 60_000, 0, Map.of());

  @Test
  void groups_that_begin_together_fire_over_all_and_resolve() throws Exception {
    try (var across = fresh()) {
      begin(across, 0, 8);
      reach(across, SECOND);
      assertThat(alerts(across)).isEmpty();

      reach(across, SECOND + 1);
      assertThat(alerts(across)).singleElement().satisfies(WatchAcrossHarnessTest::isOverAll);

      reach(across, SECOND + 600);
      assertThat(alerts(across))
          .extracting(AlertTransition::status)
          .containsExactly(Status.FIRING, Status.RESOLVED);
    }
  }

  @Test
  void what_has_begun_survives_a_restore() throws Exception {
    OperatorSubtaskState saved;
    try (var across = fresh()) {
      begin(across, 0, 4);
      saved = across.snapshot(1, 1);
    }
    try (var across = harness()) {
      across.initializeState(saved);
      across.open();
      begin(across, 4, 4);
      reach(across, SECOND + 1);

      assertThat(alerts(across)).singleElement().satisfies(WatchAcrossHarnessTest::isOverAll);
    }
  }

  @Test
  void a_watermark_that_lies_back_after_a_restore_changes_nothing() throws Exception {
    OperatorSubtaskState saved;
    try (var across = fresh()) {
      begin(across, 0, 8);
      reach(across, SECOND + 1);
      assertThat(alerts(across)).hasSize(1);
      saved = across.snapshot(1, 1);
    }
    try (var across = harness()) {
      across.initializeState(saved);
      across.open();
      across.processElement(Notice.of(new Onset(group(9), SECOND - 60, 1, FIRST_SLICE)), 0);
      across.processElement(Notice.of(new Onset(group(9), SECOND + 60, 1, FIRST_SLICE)), 0);
      reach(across, SECOND - 30);
      assertThat(alerts(across)).isEmpty();

      reach(across, SECOND + 600);
      assertThat(alerts(across))
          .extracting(AlertTransition::status)
          .containsExactly(Status.RESOLVED);
    }
  }

  @Test
  void in_maintenance_they_are_suppressed_also_after_a_restore() throws Exception {
    OperatorSubtaskState saved;
    ScopedAnnotation maintenance = Notes.maintenance("*", SECOND * 1000, SECOND * 1000 + 1_000);
    try (var across = fresh()) {
      tell(across, maintenance);
      saved = across.snapshot(1, 1);
    }
    try (var across = harness()) {
      across.initializeState(saved);
      across.open();
      begin(across, 0, 8);
      reach(across, SECOND + 1);

      assertThat(alerts(across))
          .singleElement()
          .extracting(AlertTransition::status)
          .isEqualTo(Status.SUPPRESSED);
    }
  }

  @Test
  void a_rollout_that_they_overlap_is_named() throws Exception {
    try (var across = fresh()) {
      tell(across, Notes.instant(AnnotationKind.ROLLOUT_START, "*", SECOND * 1000 - 60_000, "v42"));
      begin(across, 0, 8);
      reach(across, SECOND + 1);

      assertThat(alerts(across))
          .singleElement()
          .satisfies(alert -> assertThat(alert.finding().rollout()).contains("v42"));
    }
  }

  @Test
  void a_roll_up_waits_for_all_onsets_of_its_window_and_tells_how_many_there_were()
      throws Exception {
    try (var across = fresh()) {
      long start = Math.floorDiv(SECOND, 60) * 60_000;
      across.processElement(Notice.of(sli("shop", start)), 0);
      across.processElement(Notice.of(sli(GroupKey.ALL, start)), 0);
      begin(across, 0, 8);
      assertThat(across.extractOutputValues()).isEmpty();

      reach(across, start / 1000 + 60);
      assertThat(across.extractOutputValues())
          .extracting(sli -> sli.measures().value(Measure.HERD_GROUPS))
          .containsExactly(4.0, 8.0);
    }
  }

  private static void isOverAll(AlertTransition alert) {
    assertThat(alert.identity().rule()).isEqualTo("cross-group");
    assertThat(alert.group()).isEqualTo(group(0).kindRollUp());
    assertThat(alert.lifetime().startsAtMillis()).isEqualTo(SECOND * 1000);
    assertThat(alert.finding().evidence().instances()).hasSize(8);
  }

  /** Every other is of the shop. */
  private static GroupKey group(int number) {
    String service = number % 2 == 0 ? "shop" : "stock";
    return new GroupKey(EventKind.JOB_START, service, "job-" + number, null);
  }

  private static WindowSli sli(String service, long startMillis) {
    return new WindowSli(
        new GroupKey(EventKind.JOB_START, service, GroupKey.ALL, null),
        new Window(startMillis, startMillis + 60_000),
        0,
        SampleMeasures.of(Map.of("events", 8.0)),
        new Compliance(Map.of(), true, 0.99, "default", Comparison.NONE),
        new NonScalars(
            List.of(), new int[60], new int[64], new int[0], new int[0], new int[0], List.of()),
        WindowExamples.NONE);
  }

  private static void begin(
      KeyedBroadcastOperatorTestHarness<String, Notice, Bulletin, WindowSli> across,
      int first,
      int count)
      throws Exception {
    for (int i = first; i < first + count; i++) {
      across.processElement(Notice.of(new Onset(group(i), SECOND, 1, FIRST_SLICE)), 0);
    }
  }

  private static void tell(
      KeyedBroadcastOperatorTestHarness<String, Notice, Bulletin, WindowSli> across,
      ScopedAnnotation annotation)
      throws Exception {
    Place place = new Place("annotations", 0, 1, SECOND * 1000);
    across.processBroadcastElement(Bulletin.of(AnnotationChange.accepted(annotation, place)), 0);
  }

  private static void reach(
      KeyedBroadcastOperatorTestHarness<String, Notice, Bulletin, WindowSli> across, long second)
      throws Exception {
    across.watermark(second * 1000 - 1);
  }

  private static List<AlertTransition> alerts(
      KeyedBroadcastOperatorTestHarness<String, Notice, Bulletin, WindowSli> across) {
    Queue<StreamRecord<AlertTransition>> side = across.getSideOutput(WatchAcross.ALERTS);
    return side == null
        ? List.of()
        : new ArrayList<>(side).stream().map(StreamRecord::getValue).toList();
  }

  private static KeyedBroadcastOperatorTestHarness<String, Notice, Bulletin, WindowSli> fresh()
      throws Exception {
    var across = harness();
    across.open();
    return across;
  }

  private static KeyedBroadcastOperatorTestHarness<String, Notice, Bulletin, WindowSli> harness()
      throws Exception {
    var across =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new WatchAcross(SETTINGS), List.of(WatchGroup.SPAN, WatchGroup.ANNOTATIONS)),
            (Notice notice) -> GroupKey.ALL,
            Types.STRING,
            1,
            1,
            0);
    across.setup(StreamTypes.SLI.createSerializer(new SerializerConfigImpl()));
    return across;
  }
}
