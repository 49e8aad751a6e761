package io.dephasing.formats.fuzz;

import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.AnnotationChange.Place;
import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.annotation.AnnotationScope;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.annotation.ScopedAnnotation.Period;
import io.dephasing.core.annotation.ScopedAnnotation.Text;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.recommendation.Assignment;
import io.dephasing.core.recommendation.Plan;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.formats.annotation.AnnotationRecords;
import io.dephasing.formats.annotation.AuditRecords;
import io.dephasing.formats.record.OutputFormat;
import io.dephasing.formats.record.RandomSlis;
import io.dephasing.formats.record.RecommendationRecords;
import io.dephasing.formats.record.RecordBytes;
import io.dephasing.formats.record.SliRecords;
import io.dephasing.formats.record.SliWriter;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Condition;
import io.dephasing.schemas.Evidence;
import io.dephasing.schemas.Group;
import io.dephasing.schemas.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Records with nothing wrong with them, one of each field. */
public final class Seeds {
  /** Of the annotations. */
  public static final Place PLACE = new Place("dephasing.annotations", 0, 7, 1_772_700_000_000L);

  /** A maintenance. */
  public static final ScopedAnnotation MAINTENANCE =
      new ScopedAnnotation(
          "m1",
          AnnotationKind.MAINTENANCE,
          new AnnotationScope("shop", EventKind.RETRY, "pay", "eu"),
          new Period(1_772_700_000_000L, 1_772_700_060_000L),
          new Text("Move ☂", "2", "ops", "discs"));

  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop/eu", "sync", "a");

  private Seeds() {}

  /** SLIs, in the bytes of their topic. */
  public static List<byte[]> slis() {
    SliWriter writer = new SliWriter();
    return LongStream.range(0, 12)
        .mapToObj(i -> writer.bytes(i < 2 ? RandomSlis.full(i) : RandomSlis.of(i)))
        .flatMap(avro -> inEachFormat(format -> SliRecords.bytes(avro, format)))
        .toList();
  }

  /** Alerts, in the bytes of their topic. */
  public static List<byte[]> alerts() {
    RecordBytes<Alert> bytes = new RecordBytes<>(Alert.class, Alert.getClassSchema());
    return LongStream.range(0, AlertState.values().length)
        .mapToObj(i -> alert(AlertState.values()[(int) i]))
        .flatMap(alert -> inEachFormat(format -> bytes.write(alert, format)))
        .toList();
  }

  /** Recommendations, in the bytes of their topic. */
  public static List<byte[]> recommendations() {
    Plan plan =
        new Plan(
            new Plan.Spread(2, 1, 60_000, 30_000, Assignment.RANK),
            1,
            1,
            List.of(new Plan.Slot("pod-1", 0), new Plan.Slot("pod-2", 30_000)),
            "why");
    SpreadRecommendation recommendation =
        new SpreadRecommendation(GROUP, "0123456789abcdef", 1_700_000_001_000L, 2, plan, "v1");
    return inEachFormat(format -> RecommendationRecords.bytes(recommendation, format)).toList();
  }

  /** What became of annotations, in the bytes of the audit. */
  public static List<byte[]> audit() {
    return Stream.of(
            AnnotationChange.accepted(MAINTENANCE, PLACE),
            AnnotationChange.withdrawn("m1", MAINTENANCE, PLACE),
            AnnotationChange.refused("m1", "type: missing", PLACE))
        .flatMap(change -> inEachFormat(format -> AuditRecords.bytes(change, format)))
        .toList();
  }

  /** Annotations in Avro. */
  public static List<byte[]> annotations() {
    return List.of(AnnotationRecords.bytes(MAINTENANCE));
  }

  private static Stream<byte[]> inEachFormat(Function<OutputFormat, byte[]> bytes) {
    return Stream.of(OutputFormat.values()).map(bytes);
  }

  private static Alert alert(AlertState state) {
    Instant at = Instant.ofEpochMilli(1_772_700_060_000L);
    return Alert.newBuilder()
        .setAlertId("a1")
        .setFingerprint("f1")
        .setState(state)
        .setRule("herd")
        .setSeverity(Severity.PAGE)
        .setGroup(new Group("job-start", "shop/eu", "sync", "a"))
        .setGroupKey(GROUP.canonical())
        .setSummary("40 of 40 within 2 s")
        .setDescription("many at once")
        .setStartsAt(at)
        .setEndsAt(at)
        .setDecidedAt(at)
        .setEvidence(
            new Evidence(
                List.of(new Condition("herd_size", 40.0, 10.0, "count")),
                List.of(1, 2, 3),
                List.of("pod-1")))
        .setLabels(Map.of("severity", "page", "service", "shop/eu"))
        .setRunbook("runbooks/herd.md")
        .setRollout("v2")
        .setPolicyVersion("v7")
        .build();
  }
}
