package io.dephasing.operators.local;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.GroupBudget.Limits;
import io.dephasing.core.group.GroupBudget.Verdict;
import io.dephasing.operators.metrics.OperatorCounter;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Says and counts, by service, which events were refused because their group has no room. */
final class OverBudget {
  /** Kind of the refusal, as dead letters are counted by. */
  static final String REASON = "group-budget";

  /** A producer may put its ids into the service, too: those beyond are counted together. */
  static final int MOST_SERVICES = 100;

  static final String OTHER_SERVICES = "*";

  private final MetricGroup metrics;
  private final String topic;
  private final Limits limits;
  private final Counter deadLetters;
  private final Map<String, Counter> services = new HashMap<>();

  OverBudget(MetricGroup metrics, String topic, Limits limits) {
    this.metrics = metrics;
    this.topic = topic;
    this.limits = limits;
    this.deadLetters = OperatorCounter.DEAD_LETTERS.register(metrics, topic, REASON);
  }

  /** Counts an event of a group that has no room. */
  void count(GroupKey group) {
    String service =
        services.containsKey(group.service()) || services.size() < MOST_SERVICES
            ? group.service()
            : OTHER_SERVICES;
    services
        .computeIfAbsent(
            service,
            name -> OperatorCounter.EVENTS_OVER_BUDGET.registerService(metrics, topic, name))
        .inc();
    deadLetters.inc();
  }

  /** What a dead letter says: an example is worth more than a rule. */
  String reason(Verdict verdict, GroupKey group) {
    String full =
        verdict == Verdict.SERVICE_IS_FULL
            ? "service '%s' has %d groups already, as many as groups.per-service allows"
                .formatted(group.service(), limits.perService())
            : "there are %d groups already, as many as groups.in-all allows"
                .formatted(limits.inAll());
    return "%s: %s '%s' would be one more; names must not hold ids of runs"
        .formatted(full, group.kind().nameField(), group.name());
  }
}
