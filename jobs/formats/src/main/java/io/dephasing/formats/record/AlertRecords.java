package io.dephasing.formats.record;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Condition;
import io.dephasing.schemas.Evidence;
import io.dephasing.schemas.Severity;

/** Alert transitions as Avro records and as the bytes of their topic. */
public final class AlertRecords {
  private static final RecordBytes<Alert> BYTES =
      new RecordBytes<>(Alert.class, Alert.getClassSchema());

  private AlertRecords() {}

  /** The record of the topic. */
  public static Alert record(AlertTransition transition) {
    AlertTransition.Identity identity = transition.identity();
    AlertTransition.Finding finding = transition.finding();
    return Alert.newBuilder()
        .setAlertId(identity.alertId())
        .setFingerprint(identity.fingerprint())
        .setState(AlertState.valueOf(transition.status().name()))
        .setRule(identity.rule())
        .setSeverity(Severity.valueOf(transition.severity().name()))
        .setGroup(GroupRecords.of(transition.group()))
        .setGroupKey(transition.group().canonical())
        .setSummary(finding.wording().summary())
        .setDescription(finding.wording().description())
        .setStartsAt(GroupRecords.time(transition.lifetime().startsAtMillis()))
        .setEndsAt(GroupRecords.optionalTime(transition.lifetime().endsAtMillis()))
        .setDecidedAt(GroupRecords.time(transition.lifetime().decidedAtMillis()))
        .setEvidence(evidence(finding.evidence()))
        .setLabels(finding.labels())
        .setRunbook(finding.wording().runbook())
        .setRollout(finding.rollout())
        .setPolicyVersion(transition.policyVersion())
        .setRevision(transition.retelling().revision())
        .setInhibitedBy(transition.retelling().inhibitedBy())
        .build();
  }

  /** The value of its record in the topic. */
  public static byte[] bytes(AlertTransition transition, OutputFormat format) {
    return BYTES.write(record(transition), format);
  }

  /** Avro single-object encoding of {@link #record}. */
  public static byte[] bytes(AlertTransition transition) {
    return BYTES.write(record(transition));
  }

  /**
   * What {@link #bytes} wrote, in this or an earlier release.
   *
   * @throws IllegalArgumentException where the bytes are something else, or do not say where the
   *     alert stands: nobody may take it for one that fires
   */
  public static Alert read(byte[] bytes) {
    Alert alert = BYTES.read(bytes);
    if (alert.getState() == AlertState.UNKNOWN) {
      throw new IllegalArgumentException(
          "alert %s: its state is unknown to this release".formatted(alert.getAlertId()));
    }
    return alert;
  }

  private static Evidence evidence(io.dephasing.core.rule.AlertEvidence evidence) {
    return Evidence.newBuilder()
        .setConditions(evidence.conditions().stream().map(AlertRecords::condition).toList())
        .setHistogram(evidence.histogram())
        .setInstances(evidence.instances())
        .build();
  }

  private static Condition condition(io.dephasing.core.rule.MetCondition condition) {
    return Condition.newBuilder()
        .setName(condition.name())
        .setValue(condition.value())
        .setThreshold(condition.threshold())
        .setUnit(condition.unit())
        .build();
  }
}
