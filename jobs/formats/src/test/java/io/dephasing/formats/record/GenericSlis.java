package io.dephasing.formats.record;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.sli.Comparison;
import io.dephasing.core.sli.Compliance;
import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.NonScalars;
import io.dephasing.core.sli.WindowExamples;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.schemas.Change;
import io.dephasing.schemas.Exemplar;
import io.dephasing.schemas.Herd;
import io.dephasing.schemas.InstanceState;
import io.dephasing.schemas.InstanceTimeline;
import io.dephasing.schemas.ResourceKeyCount;
import io.dephasing.schemas.Transition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SLIs as Avro records, by the generated classes alone: what {@link SliWriter} is held against. */
final class GenericSlis {
  private static final RecordBytes<io.dephasing.schemas.Sli> BYTES =
      new RecordBytes<>(io.dephasing.schemas.Sli.class, io.dephasing.schemas.Sli.getClassSchema());

  private GenericSlis() {}

  /** The record of the topic. */
  static io.dephasing.schemas.Sli record(WindowSli sli) {
    Compliance compliance = sli.compliance();
    NonScalars nonScalars = sli.nonScalars();
    Map<String, Double> measures = new HashMap<>();
    for (Measure measure : Measure.all()) {
      if (sli.measures().has(measure)) {
        measures.put(measure.id(), sli.measures().value(measure));
      }
    }
    return io.dephasing.schemas.Sli.newBuilder()
        .setGroup(GroupRecords.of(sli.group()))
        .setGroupKey(sli.group().canonical())
        .setWindowStart(GroupRecords.time(sli.window().startMillis()))
        .setWindowEnd(GroupRecords.time(sli.window().endMillis()))
        .setRevision(sli.revision())
        .setMeasures(measures)
        .setBaselines(compliance.comparison().baselines())
        .setChanges(changes(compliance.comparison()))
        .setLimits(compliance.limits())
        .setCompliant(compliance.compliant())
        .setObjective(Double.isNaN(compliance.objective()) ? null : compliance.objective())
        .setPolicyVersion(compliance.policyVersion())
        .setHerds(nonScalars.herds().stream().map(GenericSlis::herd).toList())
        .setPerSecond(ints(nonScalars.perSecond()))
        .setPhaseHistogram(ints(nonScalars.phaseHistogram()))
        .setOutcomes(outcomes(nonScalars.outcomes()))
        .setAttempts(longs(nonScalars.attempts()))
        .setBackoff(longs(nonScalars.backoff()))
        .setTopResourceKeys(keys(nonScalars))
        .setTimeline(timeline(sli.examples()))
        .setExemplars(exemplars(sli.examples()))
        .build();
  }

  private static @Nullable List<ResourceKeyCount> keys(NonScalars nonScalars) {
    return nonScalars.topResourceKeys().isEmpty()
        ? null
        : nonScalars.topResourceKeys().stream()
            .map(
                each ->
                    ResourceKeyCount.newBuilder()
                        .setKey(each.key())
                        .setEvents(each.events())
                        .build())
            .toList();
  }

  private static Map<String, Change> changes(Comparison comparison) {
    Map<String, Change> changes = new HashMap<>();
    comparison
        .changes()
        .forEach(
            (measure, change) ->
                changes.put(
                    measure,
                    Change.newBuilder()
                        .setLow(change.low())
                        .setValue(change.value())
                        .setHigh(change.high())
                        .build()));
    return changes;
  }

  private static @Nullable List<InstanceTimeline> timeline(WindowExamples examples) {
    return examples.timeline().isEmpty()
        ? null
        : examples.timeline().stream()
            .map(
                each ->
                    InstanceTimeline.newBuilder()
                        .setInstance(each.instance())
                        .setTransitions(
                            each.transitions().stream().map(GenericSlis::transition).toList())
                        .build())
            .toList();
  }

  private static Transition transition(
      io.dephasing.core.slice.ActivityTimeline.Transition transition) {
    return Transition.newBuilder()
        .setAt(GroupRecords.time(transition.atMillis()))
        .setState(
            switch (transition.state()) {
              case IDLE -> InstanceState.IDLE;
              case WAITING -> InstanceState.WAITING;
              case RUNNING -> InstanceState.RUNNING;
              case FAILED -> InstanceState.FAILED;
            })
        .build();
  }

  private static @Nullable List<Exemplar> exemplars(WindowExamples examples) {
    return examples.exemplars().isEmpty()
        ? null
        : examples.exemplars().stream()
            .map(
                each ->
                    Exemplar.newBuilder()
                        .setTraceId(each.traceId())
                        .setInstance(each.instance())
                        .setEventTime(GroupRecords.time(each.timeMillis()))
                        .setStartDelayMillis(
                            Absent.isGiven(each.startDelayMillis())
                                ? each.startDelayMillis()
                                : null)
                        .build())
            .toList();
  }

  /** Avro single-object encoding of {@link #record}. */
  static byte[] bytes(WindowSli sli) {
    return BYTES.write(record(sli));
  }

  private static Herd herd(io.dephasing.core.herd.DetectedHerd herd) {
    return Herd.newBuilder()
        .setInstant(GroupRecords.time(herd.instantMillis()))
        .setWidthMillis(herd.widthMillis())
        .setDurationMillis(herd.durationMillis())
        .setSize(herd.size())
        .setFraction(herd.fraction())
        .setPeakPerSecond(herd.peakPerSecond())
        .build();
  }

  private static @Nullable Map<String, Long> outcomes(int[] counts) {
    if (counts.length == 0) {
      return null;
    }
    Map<String, Long> byName = new HashMap<>();
    for (RunOutcome outcome : RunOutcome.values()) {
      byName.put(outcome.name().toLowerCase(Locale.ROOT), (long) counts[outcome.ordinal()]);
    }
    return byName;
  }

  private static @Nullable List<Integer> ints(int[] counts) {
    if (counts.length == 0) {
      return null;
    }
    List<Integer> list = new ArrayList<>(counts.length);
    for (int count : counts) {
      list.add(count);
    }
    return list;
  }

  private static @Nullable List<Long> longs(int[] counts) {
    if (counts.length == 0) {
      return null;
    }
    List<Long> list = new ArrayList<>(counts.length);
    for (int count : counts) {
      list.add((long) count);
    }
    return list;
  }
}
