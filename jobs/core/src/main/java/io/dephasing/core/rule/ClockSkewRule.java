package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.InstanceClocks;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.Severity;
import java.util.List;
import java.util.Optional;

/**
 * Clocks of a group disagree (METHOD 5.4 and 10, F1): three instances are proven ahead of the
 * broker, or their least delay is that much above the group's median. Silent where the broker's
 * time is not known.
 */
final class ClockSkewRule implements SettledRule {
  private static final int MINIMUM_INSTANCES = 5;
  private static final int MINIMUM_SKEWED = 3;
  private static final double SHARE_OF_SPREAD = 0.1;
  private static final double LONGEST_LIMIT_SECONDS = 60;
  private static final double SHORTEST_LIMIT_SECONDS = 1;

  @Override
  public boolean watches(Flow flow) {
    return !flow.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(Flow flow, OpenSlice slice) {
    if (slice.slice().clocks().isEmpty()) {
      return Optional.empty();
    }
    long limit = limitMillis(flow, slice.index());
    int skewed = skewed(flow, limit);
    if (skewed < MINIMUM_SKEWED) {
      return Optional.empty();
    }
    Condition skew =
        new Condition(
            "instances",
            skewed,
            MINIMUM_SKEWED,
            "instances with clocks off by more than %.0f s".formatted(limit / 1e3));
    return Optional.of(Tickets.at(flow, slice, skewed, Severity.TICKET, List.of(skew)));
  }

  private static long limitMillis(Flow flow, long slice) {
    double share = SHARE_OF_SPREAD * flow.spreadSeconds(slice, 0);
    double limit = Math.min(LONGEST_LIMIT_SECONDS, Math.max(SHORTEST_LIMIT_SECONDS, share));
    return Math.round(limit * 1e3);
  }

  private static int skewed(Flow flow, long limitMillis) {
    InstanceClocks clocks = flow.history().clocks();
    if (clocks.instances() < MINIMUM_INSTANCES) {
      return 0;
    }
    return Math.max(
        clocks.provenAhead(limitMillis), clocks.behindMedian(limitMillis, MINIMUM_INSTANCES));
  }

  @Override
  public boolean isActive(Flow flow, long slice) {
    return skewed(flow, limitMillis(flow, slice)) >= MINIMUM_SKEWED;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    return "clocks of %d instances of %s/%s %s wrong"
        .formatted(story.size(), group.service(), group.name(), story.tense("are", "were"));
  }

  @Override
  public Lasting lasting() {
    return Lasting.STATE;
  }
}
