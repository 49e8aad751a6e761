package io.dephasing.acceptance.job;

import io.dephasing.schemas.Alert;
import io.dephasing.schemas.AlertState;
import io.dephasing.schemas.Sli;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the job published. */
record Published(
    List<Sli> slis, List<Alert> alerts, List<ConsumerRecord<byte[], byte[]>> deadLetters) {

  /** The highest revision of each group and window. */
  Map<String, Sli> finalSlis() {
    Map<String, Sli> finals = new TreeMap<>();
    for (Sli sli : slis) {
      String id = sli.getGroupKey() + " " + sli.getWindowStart();
      finals.merge(id, sli, (a, b) -> a.getRevision() >= b.getRevision() ? a : b);
    }
    return finals;
  }

  /** The resolved alerts, each in one line, sorted. */
  List<String> resolved() {
    return alerts.stream()
        .filter(alert -> alert.getState() == AlertState.RESOLVED)
        .map(
            alert ->
                "%s %s %s %s %d %d"
                    .formatted(
                        alert.getAlertId(),
                        alert.getFingerprint(),
                        alert.getRule(),
                        alert.getGroupKey(),
                        alert.getStartsAt().toEpochMilli(),
                        Objects.requireNonNull(alert.getEndsAt()).toEpochMilli()))
        .distinct()
        .sorted(Comparator.naturalOrder())
        .collect(Collectors.toList());
  }
}
