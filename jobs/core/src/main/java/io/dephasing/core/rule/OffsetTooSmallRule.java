package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.slice.OffsetSums;
import io.dephasing.core.statistics.OffsetRange;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Offsets are applied, and use too little of their window (METHOD 5.2), or everybody drew the same
 * (METHOD 14.2). Against the configured window; against D only while a herd of the group fires, for
 * a small window of a small group harms nobody.
 */
final class OffsetTooSmallRule implements SettledRule {
  private static final long MINIMUM_EVENTS = 5;
  private static final long MINIMUM_DISTINCT = 10;
  private static final double ZERO_RATIO = 0.5;
  private static final double COVERAGE = 0.5;
  private static final double LEVEL = 1e-4;
  private static final double DISTINCT_RATIO = 0.5;
  private static final String DISTINCT = "offset_distinct_ratio";
  private static final String USED = "offset_coverage_ratio";
  private static final double PERCENT = 100;

  @Override
  public boolean watches(RuleContext context) {
    return !context.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(RuleContext context, OpenSlice slice) {
    if (!Tickets.hasDetails(slice.slice())) {
      return Optional.empty();
    }
    long asOf = slice.index() + 1;
    OffsetSums offsets = context.history().offsets().asOf(asOf);
    return reason(context, offsets, asOf)
        .map(
            reason ->
                Tickets.at(context, slice, unused(reason), AlertSeverity.TICKET, List.of(reason)));
  }

  /** More offsets of an hour are no more of it: the share of the window that is not used is. */
  private static long unused(MetCondition reason) {
    return Math.round(PERCENT * (1 - reason.value()));
  }

  /** Draws that are all the same leave most of the window empty, too: the cause comes first. */
  private static Optional<MetCondition> reason(RuleContext context, OffsetSums offsets, long asOf) {
    boolean isJudged =
        offsets.events() >= MINIMUM_EVENTS
            && offsets.spreadMillis() > 0
            && OffsetRange.zeroRatio(offsets.zeros(), offsets.events()) < ZERO_RATIO;
    return isJudged
        ? diversity(offsets).or(() -> coverage(context, offsets, asOf))
        : Optional.empty();
  }

  private static Optional<MetCondition> coverage(
      RuleContext context, OffsetSums offsets, long asOf) {
    double spread = offsets.spreadMillis();
    if (context.ongoing().isFiring(RuleCatalogue.HERD)) {
      spread = Math.max(context.spreadSeconds(asOf, 0) * 1e3, spread);
    }
    double least = Math.min(1, offsets.leastMillis() / spread);
    double greatest = Math.min(1, offsets.greatestMillis() / spread);
    double coverage = OffsetRange.coverage(least, greatest, offsets.events());
    boolean isSmall = coverage < COVERAGE && OffsetRange.pValue(greatest, offsets.events()) < LEVEL;
    return isSmall
        ? Optional.of(MetCondition.below(USED, coverage, COVERAGE, "ratio"))
        : Optional.empty();
  }

  private static Optional<MetCondition> diversity(OffsetSums offsets) {
    double ratio = offsets.distinctRatio();
    return offsets.instances() >= MINIMUM_DISTINCT && ratio < DISTINCT_RATIO
        ? Optional.of(MetCondition.below(DISTINCT, ratio, DISTINCT_RATIO, "ratio"))
        : Optional.empty();
  }

  @Override
  public boolean isActive(RuleContext context, long slice) {
    return reason(context, context.history().offsets().asOf(slice + 1), slice + 1).isPresent();
  }

  @Override
  public String summary(GroupKey group, Story story) {
    AlertEvidence evidence = story.firing().evidence();
    OptionalDouble distinct = evidence.value(DISTINCT);
    return distinct.isPresent()
        ? "instances of %s/%s %s %s of the different offsets that chance gives"
            .formatted(
                group.service(),
                group.name(),
                story.tense("draw", "drew"),
                Sentence.percent(distinct.getAsDouble()))
        : "offsets of %s/%s %s %s of their window"
            .formatted(
                group.service(),
                group.name(),
                story.tense("use", "used"),
                Sentence.percent(evidence.value(USED).orElse(COVERAGE)));
  }

  @Override
  public Lasting lasting() {
    return Lasting.OF_THE_LAST_HOUR;
  }
}
