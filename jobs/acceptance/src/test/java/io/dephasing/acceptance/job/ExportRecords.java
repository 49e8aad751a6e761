package io.dephasing.acceptance.job;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Evidence;
import io.dephasing.schemas.Group;
import io.dephasing.schemas.Severity;
import io.dephasing.schemas.Sli;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records as the detection job publishes them, of now. */
final class ExportRecords {
  static final long MINUTE_MILLIS = 60_000;

  private ExportRecords() {}

  /** The end of the last window that is over. */
  static long lastEndMillis() {
    return System.currentTimeMillis() / MINUTE_MILLIS * MINUTE_MILLIS;
  }

  static GroupKey group(String service, String name) {
    return new GroupKey(EventKind.JOB_START, service, name, null);
  }

  static Sli sli(GroupKey group, long endMillis, int revision, Map<String, Double> measures) {
    return Sli.newBuilder()
        .setGroup(record(group))
        .setGroupKey(group.canonical())
        .setWindowStart(Instant.ofEpochMilli(endMillis - MINUTE_MILLIS))
        .setWindowEnd(Instant.ofEpochMilli(endMillis))
        .setRevision(revision)
        .setMeasures(measures)
        .setCompliant(true)
        .setObjective(0.99)
        .build();
  }

  static Alert alert(
      GroupKey group, String alertId, AlertState state, long startsAt, @Nullable Long endsAt) {
    return Alert.newBuilder()
        .setAlertId(alertId)
        .setFingerprint(Integer.toHexString(group.hashCode()))
        .setState(state)
        .setRule("herd")
        .setSeverity(Severity.PAGE)
        .setGroup(record(group))
        .setGroupKey(group.canonical())
        .setSummary("40 of 40 instances acted within 2 s")
        .setDescription("many distinct instances act within seconds")
        .setStartsAt(Instant.ofEpochMilli(startsAt))
        .setEndsAt(endsAt == null ? null : Instant.ofEpochMilli(endsAt))
        .setDecidedAt(Instant.ofEpochMilli(endsAt == null ? startsAt : endsAt))
        .setEvidence(
            Evidence.newBuilder()
                .setConditions(List.of())
                .setHistogram(List.of())
                .setInstances(List.of())
                .build())
        .setLabels(
            Map.of(
                "alertname",
                "DephasingHerd",
                "severity",
                "page",
                "kind",
                group.kind().id(),
                "service",
                group.service(),
                "group",
                group.name()))
        .setRunbook("runbooks/herd.md")
        .build();
  }

  private static Group record(GroupKey group) {
    return Group.newBuilder()
        .setKind(group.kind().id())
        .setService(group.service())
        .setName(group.name())
        .setCohort(group.cohort())
        .build();
  }
}
