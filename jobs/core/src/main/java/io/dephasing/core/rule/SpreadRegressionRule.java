package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.Baselines;
import io.dephasing.core.history.Baselines.Drift;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.AlertSeverity;
import java.util.List;
import java.util.Optional;

/**
 * Starts lie closer together than they used to at these hours (METHOD 7.3): the hours' deviations
 * have added up to a signal, they are a fifth below what is usual, and the latest still is below
 * it. Silent before four days have seen the hour.
 */
final class SpreadRegressionRule implements SettledRule {
  private static final int FEWEST_MEMBERS = 5;

  /** An hour that nothing followed tells nothing of now. */
  private static final long LASTING_SLICES = 26 * 60;

  private static final long HOUR = 60;

  @Override
  public boolean watches(RuleContext context) {
    return !context.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(RuleContext context, OpenSlice slice) {
    if (!isRegressed(context, slice.index())) {
      return Optional.empty();
    }
    Drift drift = context.history().baselines().drift();
    long members = context.members(slice.index() + 1);
    return Optional.of(
        Tickets.at(
            context,
            slice,
            Math.round(100 * (1 - drift.meanRatio())),
            AlertSeverity.TICKET,
            List.of(
                MetCondition.atMost(
                    "spread_stddev_seconds",
                    drift.meanRatio() * Math.exp(drift.usualLog()),
                    Drift.LARGEST_RATIO * Math.exp(drift.usualLog()),
                    "seconds"),
                new MetCondition(
                    "members", members, FEWEST_MEMBERS, InstanceUnit.ofMembers(members)))));
  }

  private static boolean isRegressed(RuleContext context, long slice) {
    Drift drift = context.history().baselines().drift();
    return drift.isRegressed()
        && slice - drift.hour() * HOUR <= LASTING_SLICES
        && context.members(slice + 1) >= FEWEST_MEMBERS;
  }

  @Override
  public boolean isActive(RuleContext context, long slice) {
    return isRegressed(context, slice);
  }

  @Override
  public String summary(GroupKey group, Story story) {
    String stays =
        Math.round(story.minutes() / (double) HOUR) >= Baselines.NEW_LEVEL_HOURS
            ? "; it has stayed so for %s h, and what does so for a day counts as usual from then on"
                .formatted(Math.round(story.minutes() / (double) HOUR))
            : "";
    return "starts of %s/%s %s spread %s %% less than they used to be%s"
        .formatted(group.service(), group.name(), story.tense("are", "were"), story.size(), stays);
  }

  @Override
  public Lasting lasting() {
    return Lasting.OF_THE_LAST_HOUR;
  }
}
