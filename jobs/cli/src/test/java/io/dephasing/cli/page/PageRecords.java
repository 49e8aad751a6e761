package io.dephasing.cli.page;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Condition;
import io.dephasing.schemas.Evidence;
import io.dephasing.schemas.Group;
import io.dephasing.schemas.Herd;
import io.dephasing.schemas.Recommendation;
import io.dephasing.schemas.Severity;
import io.dephasing.schemas.Sli;
import io.dephasing.schemas.SlotAssignment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Records of a group of 40 cron jobs, as they come from Kafka. */
final class PageRecords {
  static final long MINUTE = 60_000;
  static final long NOON = 1_800_000_000_000L / MINUTE * MINUTE;
  static final String CRON = "job-start/checkout/build-report";

  private PageRecords() {}

  /** A minute in which all 40 start in the first second. */
  static Sli herd(String groupKey, long startMillis) {
    List<Integer> perSecond = new ArrayList<>(Collections.nCopies(60, 0));
    perSecond.set(0, 40);
    Herd herd =
        Herd.newBuilder()
            .setInstant(Instant.ofEpochMilli(startMillis))
            .setWidthMillis(15_000)
            .setDurationMillis(1_000)
            .setSize(40)
            .setFraction(1)
            .setPeakPerSecond(40)
            .build();
    return sli(
        groupKey, startMillis, perSecond, Map.of("spread_stddev_seconds", 0.3), List.of(herd));
  }

  /** A minute in which one starts in each of the first 40 seconds. */
  static Sli spread(String groupKey, long startMillis) {
    List<Integer> perSecond = new ArrayList<>(Collections.nCopies(60, 0));
    Collections.fill(perSecond.subList(0, 40), 1);
    return sli(groupKey, startMillis, perSecond, Map.of("spread_stddev_seconds", 11.5), List.of());
  }

  private static Sli sli(
      String groupKey,
      long startMillis,
      List<Integer> perSecond,
      Map<String, Double> more,
      List<Herd> herds) {
    Map<String, Double> measures = new HashMap<>(more);
    measures.put("events", 40.0);
    measures.put("members", 40.0);
    measures.put("rate_peak_per_second", (double) Collections.max(perSecond));
    return Sli.newBuilder()
        .setGroup(group(groupKey))
        .setGroupKey(groupKey)
        .setWindowStart(Instant.ofEpochMilli(startMillis))
        .setWindowEnd(Instant.ofEpochMilli(startMillis + MINUTE))
        .setRevision(0)
        .setMeasures(measures)
        .setPerSecond(perSecond)
        .setHerds(herds)
        .build();
  }

  /** A herd of 40 of 40, where 12 would have been enough. */
  static Alert alert(String id, String groupKey, AlertState state, long startsAtMillis) {
    Alert.Builder alert =
        Alert.newBuilder()
            .setAlertId(id)
            .setFingerprint("00000000000000f1")
            .setState(state)
            .setRule("herd")
            .setSeverity(Severity.PAGE)
            .setGroup(group(groupKey))
            .setGroupKey(groupKey)
            .setSummary("40 of 40 instances of checkout/build-report act within 15 s")
            .setDescription("")
            .setStartsAt(Instant.ofEpochMilli(startsAtMillis))
            .setDecidedAt(Instant.ofEpochMilli(startsAtMillis))
            .setRunbook("runbooks/herd.md")
            .setEvidence(
                Evidence.newBuilder()
                    .setConditions(
                        List.of(condition("herd_size", 40, 12), condition("herd_ratio", 1, 0.25)))
                    .build());
    if (state == AlertState.RESOLVED) {
      alert.setEndsAt(Instant.ofEpochMilli(startsAtMillis + 1_000));
      alert.setDecidedAt(Instant.ofEpochMilli(startsAtMillis + 11 * MINUTE));
    }
    return alert.build();
  }

  /** What is recommended to 200 members. */
  static Recommendation recommendation(String alertId, String groupKey, long atMillis) {
    return Recommendation.newBuilder()
        .setGroup(group(groupKey))
        .setGroupKey(groupKey)
        .setDecidedAt(Instant.ofEpochMilli(atMillis))
        .setMembers(200)
        .setTargetPeakPerSecond(10)
        .setSpreadWindowMillis(58_000)
        .setSlotMillis(1_000)
        .setAssignment(SlotAssignment.HASH)
        .setPeakPerSecond(200)
        .setExpectedPeakPerSecond(8.2)
        .setExpectedPeakP95PerSecond(10)
        .setAddedDelayMillis(29_000)
        .setAlertId(alertId)
        .setReason("it is short")
        .build();
  }

  static Event start(String groupKey, String instance, long atMillis) {
    return new Event(
        GroupKey.parse(groupKey),
        Instance.of(instance),
        atMillis,
        RunPhase.START,
        Absent.MILLIS,
        new Details(Schedule.NONE, Run.NONE, Attempt.NONE, Tags.NONE));
  }

  private static Group group(String groupKey) {
    GroupKey key = GroupKey.parse(groupKey);
    return Group.newBuilder()
        .setKind(key.kind().id())
        .setService(key.service())
        .setName(key.name())
        .build();
  }

  private static Condition condition(String name, double value, double threshold) {
    return Condition.newBuilder()
        .setName(name)
        .setValue(value)
        .setThreshold(threshold)
        .setUnit("instances")
        .build();
  }
}
