package io.dephasing.core.rule;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.Echoes;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.Severity;
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
  public boolean watches(Flow flow) {
    return flow.group().kind() == EventKind.RETRY && !flow.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(Flow flow, OpenSlice slice) {
    Echoes echoes = flow.history().findings().echoes();
    int clients = echoes.clients(slice.index());
    int ofBurst = echoes.echoesOfBurst(slice.index());
    if (clients == 0
        || WholeMinutes.hide(flow, slice)
        || (ofBurst < ECHOES && echoes.bursts(slice.index()) < BURSTS)) {
      return Optional.empty();
    }
    Condition jitter =
        Condition.below(
            "retry_jitter_ratio", echoes.jitter(slice.index()), RetryEcho.LEAST_JITTER, "ratio");
    Condition size =
        new Condition("herd_size", clients, RetryEcho.MINIMUM_SIZE, "clients, at least");
    return Optional.of(Tickets.at(flow, slice, clients, Severity.TICKET, List.of(jitter, size)));
  }

  @Override
  public boolean isActive(Flow flow, long slice) {
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
