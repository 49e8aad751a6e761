package io.dephasing.core.alert;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.rule.AlertEvidence;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step in an alert's life, as it is published.
 *
 * @param identity which alert
 * @param status what happens to it
 * @param severity who is told
 * @param group whose
 * @param lifetime when
 * @param finding what was found, and how it reads
 * @param policyVersion version of the policy that it was judged by
 * @param retelling what makes it more than the first word
 */
public record AlertTransition(
    Identity identity,
    Status status,
    AlertSeverity severity,
    GroupKey group,
    Lifetime lifetime,
    Finding finding,
    String policyVersion,
    Retelling retelling) {

  /** The same, found long after it began: a TICKET with the label {@code stale}. */
  public AlertTransition asStale() {
    Map<String, String> labels = new HashMap<>(finding.labels);
    labels.put("severity", AlertSeverity.TICKET.name().toLowerCase(Locale.ROOT));
    labels.put("stale", "true");
    return new AlertTransition(
        identity,
        status,
        AlertSeverity.TICKET,
        group,
        lifetime,
        new Finding(finding.wording, finding.evidence, labels, finding.rollout),
        policyVersion,
        retelling);
  }

  /** The same with one sentence more to its description. */
  public AlertTransition withRemark(String sentence) {
    Wording wording = finding.wording;
    return new AlertTransition(
        identity,
        status,
        severity,
        group,
        lifetime,
        new Finding(
            new Wording(
                wording.summary(),
                wording.description() + ". " + sentence + ".",
                wording.runbook()),
            finding.evidence,
            finding.labels,
            finding.rollout),
        policyVersion,
        retelling);
  }

  /**
   * Which alert.
   *
   * @param alertId hash of fingerprint and anchor: the same in every reading order (METHOD 9.8)
   * @param fingerprint hash of rule and group
   * @param rule the rule's id
   */
  public record Identity(String alertId, String fingerprint, String rule) {}

  /**
   * How it stands to what was told of it and of others.
   *
   * @param revision how many records told of it before
   * @param inhibitedBy id of the alert that speaks for it as well; null where none does
   */
  public record Retelling(int revision, @Nullable String inhibitedBy) {
    /** Told of for the first time, and by itself. */
    public static final Retelling FIRST = new Retelling(0, null);
  }

  /**
   * What was found.
   *
   * @param wording for people
   * @param evidence in numbers
   * @param labels for routing: those of Alertmanager
   * @param rollout that it overlaps; null where there is none
   */
  public record Finding(
      Wording wording,
      AlertEvidence evidence,
      Map<String, String> labels,
      @Nullable String rollout) {
    public Finding {
      labels = Map.copyOf(labels);
    }
  }
}
