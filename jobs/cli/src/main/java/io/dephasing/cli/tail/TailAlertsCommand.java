package io.dephasing.cli.tail;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.formats.record.AlertRecords;
import io.dephasing.formats.record.AvroJson;
import io.dephasing.schemas.Alert;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dephase tail alerts}. */
@Command(
    name = "alerts",
    description = "Alerts: one record for each state that one enters.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TailAlertsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private TailOptions tail = new TailOptions();
  @Mixin private GroupFilter groups = new GroupFilter();

  @Option(
      names = "--rule",
      paramLabel = "ID",
      description = "Only alerts of this rule, as in docs/reference/rules.md.")
  private @Nullable String rule;

  @Option(
      names = "--severity",
      paramLabel = "SEVERITY",
      description = "Only ${COMPLETION-CANDIDATES}.")
  private @Nullable AlertSeverity severity;

  @Override
  public Integer call() throws Exception {
    if (rule != null && RuleCatalogue.ofId(rule).isEmpty()) {
      throw new InvalidInputException(
          "--rule %s: no such rule; one of %s"
              .formatted(
                  rule,
                  RuleCatalogue.all().stream()
                      .map(RuleCatalogue::id)
                      .collect(Collectors.joining(", "))));
    }
    return tail.show(spec, TopicRole.ALERTS, this::line);
  }

  private Optional<String> line(ConsumerRecord<byte[], byte[]> record) {
    Alert alert = AlertRecords.read(record.value());
    return isWanted(alert)
        ? Optional.of(tail.isJson() ? AvroJson.line(alert) : TailText.of(alert))
        : Optional.empty();
  }

  private boolean isWanted(Alert alert) {
    return groups.has(alert.getGroup(), alert.getGroupKey())
        && (rule == null || rule.equals(alert.getRule()))
        && (severity == null || severity.name().equals(alert.getSeverity().name()));
  }
}
