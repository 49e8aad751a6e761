package io.dephasing.core.rule;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.Echoes;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.statistics.RetryEcho;
import java.util.List;
import java.util.Optional;

/**
 * Backoff without jitter (METHOD 14.7): an attempt comes back as the herd that the one before it
 * was, in two attempts of one burst or in three bursts within an hour.
 */
final class RetryAlignmentRule implements SettledRule {
  private static final int ECHOES = 2;
  private static final int BURSTS = 3;

  @Override
  public boolean watches(RuleContext context) {
    return context.group().kind() == EventKind.RETRY && !context.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(RuleContext context, OpenSlice slice) {
    Echoes echoes = context.history().patterns().echoes();
    int clients = echoes.clients(slice.index());
    int ofBurst = echoes.echoesOfBurst(slice.index());
    if (clients == 0
        || WholeMinutes.hide(context, slice)
        || (ofBurst < ECHOES && echoes.bursts(slice.index()) < BURSTS)) {
      return Optional.empty();
    }
    MetCondition jitter =
        MetCondition.below(
            "retry_jitter_ratio", echoes.jitter(slice.index()), RetryEcho.LEAST_JITTER, "ratio");
    MetCondition size =
        new MetCondition("herd_size", clients, RetryEcho.MINIMUM_SIZE, "clients, at least");
    return Optional.of(
        Tickets.at(context, slice, clients, AlertSeverity.TICKET, List.of(jitter, size)));
  }

  @Override
  public boolean isActive(RuleContext context, long slice) {
    // Only an outage that fires keeps it alive.
    return false;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    return "retries of %s/%s %s back together: at least %s, hardly any jitter"
        .formatted(
            group.service(),
            group.name(),
            story.tense("come", "came"),
            Counted.of(story.size(), "client", "clients"));
  }

  @Override
  public Lasting lasting() {
    return Lasting.SEEN_AGAIN;
  }
}
