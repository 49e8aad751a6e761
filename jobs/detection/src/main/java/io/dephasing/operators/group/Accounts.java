package io.dephasing.operators.group;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.Account;
import io.dephasing.operators.metrics.OperatorCounter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts published and behind events where SLIs are published. Roll-ups are not counted: each event
 * belongs to exactly one group.
 */
final class Accounts {
  private final Map<EventKind, Counter> published = new EnumMap<>(EventKind.class);
  private final Map<EventKind, Counter> behind = new EnumMap<>(EventKind.class);

  /**
   * Accounts of a subtask.
   *
   * @param topics names of the topics, by the id of their kind
   */
  Accounts(MetricGroup operator, Map<String, String> topics) {
    for (EventKind kind : EventKind.all()) {
      String topic = topics.getOrDefault(kind.id(), kind.topic());
      published.put(kind, OperatorCounter.EVENTS_PUBLISHED.register(operator, topic));
      behind.put(kind, OperatorCounter.EVENTS_BEHIND.register(operator, topic));
    }
  }

  /** A roll-up holds its groups' events once more: they are theirs. */
  void count(GroupKey group, Account account, long events) {
    if (!group.isRollUp()) {
      Map<EventKind, Counter> to = account == Account.PUBLISHED ? published : behind;
      Objects.requireNonNull(to.get(group.kind())).inc(events);
    }
  }
}
