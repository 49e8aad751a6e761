package io.dephasing.core.alert;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.policy.Severity;
import io.dephasing.core.rule.Condition;
import io.dephasing.core.rule.Firing;
import io.dephasing.core.rule.RuleCatalogue;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How an alert reads, and how it is routed. */
final class AlertWording {
  private AlertWording() {}

  static Wording of(RuleCatalogue rule, String summary, Firing first) {
    String numbers =
        first.evidence().conditions().stream()
            .map(AlertWording::text)
            .collect(Collectors.joining("; "));
    return new Wording(summary, "%s: %s".formatted(rule.meaning(), numbers), rule.runbook());
  }

  private static String text(Condition condition) {
    return String.format(
        Locale.ROOT,
        "%s %.4g against %.4g %s",
        condition.name(),
        condition.value(),
        condition.threshold(),
        condition.unit());
  }

  /** Alertmanager's labels (DASHBOARDS 6): roll-ups have no group, and over all no service. */
  static Map<String, String> labels(RuleCatalogue rule, Severity severity, GroupKey group) {
    Map<String, String> labels = new HashMap<>();
    labels.put("alertname", rule.alertName());
    labels.put("severity", severity.name().toLowerCase(Locale.ROOT));
    labels.put("kind", group.kind().id());
    if (!group.isOverAll()) {
      labels.put("service", group.service());
    }
    if (!group.isRollUp()) {
      labels.put("group", group.name());
    }
    if (group.cohort() != null) {
      labels.put("cohort", group.cohort());
    }
    return labels;
  }
}
