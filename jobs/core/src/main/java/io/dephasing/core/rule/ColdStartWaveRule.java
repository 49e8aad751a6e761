package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Warmth;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.slice.Outcomes;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.Wilson;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A herd of cold starts (METHOD 10 and 14.5): at least ten starts since the herd began, and the
 * lower end of their cold share above a half, and above twice what was usual before it.
 */
final class ColdStartWaveRule implements SettledRule {
  private static final String STARTS = "starts";
  private static final long MINIMUM_STARTS = 10;
  private static final double MINIMUM_SHARE = 0.5;
  private static final double MINIMUM_RATIO = 2;
  private static final double Z = 1.96;
  private static final long BASELINE_SLICES = 60;

  /** Fewer starts before the herd are no baseline. */
  private static final long BASELINE_STARTS = 20;

  @Override
  public boolean watches(RuleContext context) {
    return !context.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(RuleContext context, OpenSlice slice) {
    Outcomes outcomes = slice.slice().outcomes();
    Optional<Firing> herd = context.ongoing().first(RuleCatalogue.HERD);
    if (herd.isEmpty() || outcomes.begun(Warmth.COLD) + outcomes.begun(Warmth.WARM) == 0) {
      return Optional.empty();
    }
    GroupHistory history = context.history();
    long end = slice.index() + 1;
    long began =
        Math.floorDiv(herd.get().endSecond() - herd.get().widthSeconds() + 1, Slice.BUCKETS);
    long cold = history.coldStarts(Math.max(began, end - BASELINE_SLICES), end);
    long starts = cold + history.warmStarts(Math.max(began, end - BASELINE_SLICES), end);
    double needed = Math.max(MINIMUM_SHARE, MINIMUM_RATIO * usual(history, began));
    double share = Wilson.lower(cold, starts, Z);
    if (starts < MINIMUM_STARTS || !(share > needed)) {
      return Optional.empty();
    }
    List<MetCondition> conditions =
        List.of(
            MetCondition.above("cold_start_ratio", share, needed, "ratio, at least"),
            new MetCondition(STARTS, starts, MINIMUM_STARTS, "starts that say"));
    return Optional.of(
        Tickets.at(
            context, slice, herd.get().instantSecond(), cold, AlertSeverity.TICKET, conditions));
  }

  @Override
  public void remember(GroupHistory history, Firing firing) {
    history.waves().add(Math.floorDiv(firing.endSecond(), Slice.BUCKETS));
  }

  /** Cold share of the hour before the herd; 0 where too few starts say. */
  private static double usual(GroupHistory history, long began) {
    long cold = history.usualColdStarts(began - BASELINE_SLICES, began);
    long starts = cold + history.usualWarmStarts(began - BASELINE_SLICES, began);
    return starts < BASELINE_STARTS ? 0 : cold / (double) starts;
  }

  @Override
  public boolean isActive(RuleContext context, long slice) {
    // Only a wave that fires keeps it alive.
    return false;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    double starts = story.firing().evidence().value(STARTS).orElse(story.size());
    return String.format(
        Locale.ROOT,
        "%d of %.0f starts of %s/%s in one herd %s cold",
        story.size(),
        starts,
        group.service(),
        group.name(),
        story.tense("is", "are", Counted.form(story.size(), "was", "were")));
  }

  @Override
  public Lasting lasting() {
    return Lasting.RECURRING;
  }
}
