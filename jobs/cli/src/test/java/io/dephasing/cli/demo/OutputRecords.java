package io.dephasing.cli.demo;

import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Condition;
import io.dephasing.schemas.Evidence;
import io.dephasing.schemas.Group;
import io.dephasing.schemas.Severity;
import io.dephasing.schemas.Sli;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Records as the job publishes them. */
public final class OutputRecords {
  public static final String CRON = "job-start/checkout/build-report";

  private OutputRecords() {}

  public static Alert alert(AlertState state, long startsAtMillis, long decidedAtMillis) {
    Alert.Builder alert =
        Alert.newBuilder()
            .setAlertId("00000000000000a1")
            .setFingerprint("00000000000000f1")
            .setState(state)
            .setRule("herd")
            .setSeverity(Severity.PAGE)
            .setGroup(group("build-report"))
            .setGroupKey(CRON)
            .setSummary("375 of 375 instances of checkout/build-report act within 2 s")
            .setDescription("")
            .setStartsAt(Instant.ofEpochMilli(startsAtMillis))
            .setDecidedAt(Instant.ofEpochMilli(decidedAtMillis))
            .setEvidence(
                Evidence.newBuilder()
                    .setConditions(
                        List.of(
                            condition("herd_size", 375, 94, "instances"),
                            condition("herd_ratio", 1, 0.25, "ratio")))
                    .build());
    if (state == AlertState.RESOLVED) {
      alert.setEndsAt(Instant.ofEpochMilli(startsAtMillis + 2_000));
    }
    return alert.build();
  }

  public static Sli sli(String name, long startMillis, int revision, int peak) {
    return Sli.newBuilder()
        .setGroup(group(name))
        .setGroupKey("job-start/checkout/" + name)
        .setWindowStart(Instant.ofEpochMilli(startMillis))
        .setWindowEnd(Instant.ofEpochMilli(startMillis + 60_000))
        .setRevision(revision)
        .setMeasures(
            Map.of(
                "events",
                60.0 * peak,
                "rate_peak_per_second",
                (double) peak,
                "dispersion_index",
                peak / 10.0,
                "synchronization_index",
                peak / 1_000.0))
        .setPerSecond(Collections.nCopies(60, peak))
        .build();
  }

  private static Group group(String name) {
    return Group.newBuilder().setKind("job-start").setService("checkout").setName(name).build();
  }

  private static Condition condition(String name, double value, double threshold, String unit) {
    return Condition.newBuilder()
        .setName(name)
        .setValue(value)
        .setThreshold(threshold)
        .setUnit(unit)
        .build();
  }
}
