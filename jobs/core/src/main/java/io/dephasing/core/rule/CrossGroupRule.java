package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.HerdThresholds;
import io.dephasing.core.statistics.RateBound;
import java.util.List;
import java.util.Locale;

/**
 * Many groups that begin at one instant though each alone is innocent (METHOD 8): at least five,
 * three times what is usual, and more than independent ones reach by chance.
 */
public final class CrossGroupRule implements AcrossRule {
  /** Widths that are looked at, in seconds. */
  public static final List<Integer> WIDTHS = List.of(2, 5);

  /** What is told of where any of them fires: all that began together. */
  public static final int WIDEST = 5;

  /** Fewer groups are never judged. */
  public static final int MINIMUM_GROUPS = 5;

  private static final double MINIMUM_RATIO = 3;
  private static final double BUDGET = 0.1;
  private static final String PEAK = "rate_peak_per_second";

  private final HerdThresholds thresholds = new HerdThresholds();
  private final double limit;

  /** Pages where the policy's limit on the rate is passed, too. */
  public CrossGroupRule(Policy policy) {
    limit = policy.limit(PEAK);
  }

  /**
   * What began together.
   *
   * @param endSecond last second of the position, since the epoch
   * @param widthSeconds its length
   * @param groups that began in it
   * @param peakPerSecond events of the fullest second
   * @param names some of the groups
   */
  public record Together(
      long endSecond, int widthSeconds, int groups, int peakPerSecond, List<String> names) {
    public Together {
      names = List.copyOf(names);
    }
  }

  /** Slices that rates are taken over, as of the slice of this second; 0 or less for none. */
  public static long watchedSlices(long second, long jobFirstSlice, Lateness lateness) {
    return jobFirstSlice == Long.MAX_VALUE
        ? 0
        : Math.min(GroupHistory.DAY, lateness.referenceSlice(second) - jobFirstSlice);
  }

  /**
   * How many groups it takes.
   *
   * @param onsets in the watched slices
   * @param watchedSlices 1 or more
   */
  public long need(long onsets, long watchedSlices, int widthSeconds) {
    double lambda = RateBound.upper(onsets, watchedSlices * (double) Slice.BUCKETS);
    long chance = thresholds.poissonThreshold(lambda, widthSeconds, BUDGET);
    long effect = (long) Math.ceil(MINIMUM_RATIO * lambda * widthSeconds);
    return Math.max(MINIMUM_GROUPS, Math.max(chance, effect));
  }

  /** The firing position. */
  public Firing firing(Together together, long need, long boundMillis) {
    AlertEvidence evidence =
        new AlertEvidence(
            List.of(new MetCondition("herd_groups", together.groups(), need, "groups")),
            List.of(),
            together.names());
    return new Firing(
        together.endSecond(),
        together.widthSeconds(),
        together.endSecond(),
        together.groups(),
        together.peakPerSecond() > limit ? AlertSeverity.PAGE : AlertSeverity.TICKET,
        evidence,
        (together.endSecond() + 1) * 1000 + boundMillis);
  }

  @Override
  public boolean watches(RuleContext context) {
    return false;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    String whose = group.isOverAll() ? "across all services" : "of " + group.service();
    return String.format(
        Locale.ROOT,
        "%s %s %s within %d s of each other",
        Counted.of(story.size(), "group", "groups"),
        whose,
        story.tense("begins", "begin", "began"),
        story.firing().widthSeconds());
  }
}
