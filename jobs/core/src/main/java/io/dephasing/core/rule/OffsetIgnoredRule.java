package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.slice.OffsetSums;
import io.dephasing.core.statistics.OffsetRange;
import io.dephasing.core.statistics.OffsetSlope;
import java.util.List;
import java.util.Optional;

/**
 * A spread window is configured, and starts do not follow it (METHOD 5.1, 5.3): offsets are zero,
 * or planned and not applied, or beyond the window. Judged on the cycles that were over within the
 * last hour.
 */
final class OffsetIgnoredRule implements SettledRule {
  private static final long MINIMUM_EVENTS = 5;
  private static final double ZERO_RATIO = 0.5;
  private static final long MINIMUM_PAIRS = 10;
  private static final double SLOPE = 0.5;
  private static final double SLOPE_BOUND = 0.9;
  private static final double SLOPE_ERRORS = 2.6;
  private static final double OUTSIDE_RATIO = 0.1;
  private static final double RESOLUTIONS = 2;
  private static final double PERCENT = 100;
  private static final String ZERO = "offset_zero_ratio";
  private static final String SLOPE_OF_DELAY = "offset_slope";

  @Override
  public boolean watches(RuleContext context) {
    return !context.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(RuleContext context, OpenSlice slice) {
    if (!Tickets.hasDetails(slice.slice())) {
      return Optional.empty();
    }
    return reason(context, slice.index())
        .map(
            reason ->
                Tickets.at(
                    context,
                    slice,
                    reason.percent,
                    AlertSeverity.TICKET,
                    List.of(reason.condition)));
  }

  /**
   * What is wrong with the last hour's offsets.
   *
   * @param percent of them that are zero, not followed, or outside: more offsets are no more of it
   */
  private record Reason(MetCondition condition, long percent) {
    Reason(MetCondition condition, double share) {
      this(condition, Math.round(PERCENT * share));
    }
  }

  private static Optional<Reason> reason(RuleContext context, long index) {
    OffsetSums offsets = context.history().offsets().asOf(index + 1);
    if (offsets.events() < MINIMUM_EVENTS || offsets.spreadMillis() == 0) {
      return Optional.empty();
    }
    double zero = OffsetRange.zeroRatio(offsets.zeros(), offsets.events());
    if (zero >= ZERO_RATIO) {
      return Optional.of(new Reason(new MetCondition(ZERO, zero, ZERO_RATIO, "ratio"), zero));
    }
    OffsetSlope slope = offsets.slope();
    if (slope.n() >= MINIMUM_PAIRS && isFlat(slope) && isFine(context, index, offsets)) {
      return Optional.of(
          new Reason(
              MetCondition.below(SLOPE_OF_DELAY, slope.slope(), SLOPE, "slope"),
              1 - slope.slope()));
    }
    boolean isOutside =
        offsets.outside() >= MINIMUM_EVENTS
            && offsets.outside() >= OUTSIDE_RATIO * offsets.events();
    return isOutside
        ? Optional.of(
            new Reason(
                new MetCondition(
                    "offset_outside_events", offsets.outside(), MINIMUM_EVENTS, "events"),
                offsets.outside() / (double) offsets.events()))
        : Optional.empty();
  }

  /** Delays that are rounded to more than half of the window do not move with the offset. */
  private static boolean isFine(RuleContext context, long index, OffsetSums offsets) {
    double resolution = context.history().resolution(index + 1).seconds();
    return Double.isNaN(resolution) || offsets.spreadMillis() >= RESOLUTIONS * resolution * 1e3;
  }

  private static boolean isFlat(OffsetSlope slope) {
    return slope.slope() < SLOPE
        && slope.slope() + SLOPE_ERRORS * slope.standardError() < SLOPE_BOUND;
  }

  @Override
  public boolean isActive(RuleContext context, long slice) {
    return reason(context, slice).isPresent();
  }

  @Override
  public String summary(GroupKey group, Story story) {
    String name = group.service() + "/" + group.name();
    return switch (story.firing().evidence().conditions().get(0).name()) {
      case ZERO ->
          "%s %% of the offsets of %s %s zero, though a spread window is configured"
              .formatted(story.size(), name, story.tense("are", "were"));
      case SLOPE_OF_DELAY ->
          "starts of %s %s not move with their offsets".formatted(name, story.tense("do", "did"));
      default ->
          "%s %% of the offsets of %s %s beyond their window"
              .formatted(story.size(), name, story.tense("lie", "lay"));
    };
  }

  @Override
  public Lasting lasting() {
    return Lasting.OF_THE_LAST_HOUR;
  }
}
