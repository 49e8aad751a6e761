package io.dephasing.core.rule;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.history.Floods;
import io.dephasing.core.history.Floods.Level;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.Scope;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.slice.Busiest;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.FloodProbability;
import io.dephasing.core.statistics.RateBound;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A service's retries in 60 s against its trailing baseline (METHOD 6.3): at least twice its upper
 * bound, at least 30, and too many for a negative binomial of the baseline's dispersion.
 */
final class RetryFloodRule implements InFlightRule {
  private static final int WIDTH_SECONDS = 60;
  private static final int MINIMUM_SIZE = 30;
  private static final double MINIMUM_RATIO = 2;
  private static final double MAIN_SHARE = 0.6;
  private static final double SIGNIFICANCE = 2e-7;
  private static final double UNKNOWN_DISPERSION = 3;
  private static final double MOST_DISPERSION = 50;
  private static final long SLICES_FOR_DISPERSION = 10;

  /** Whoever was seen to be silent for less may be one that retries: then so much is usual. */
  private static final long SLICES_FOR_SILENCE = 10;

  private static final double UNKNOWN_MEAN = MINIMUM_SIZE;

  /** μ, retries a minute, and φ, variance over mean of the minutes' counts. */
  private record Baseline(double mean, double dispersion) {}

  @Override
  public boolean watches(RuleContext context) {
    GroupKey group = context.group();
    return group.kind() == EventKind.RETRY && group.isRollUp() && !group.isOverAll();
  }

  @Override
  public void candidates(RuleContext context, long first, long last, Consumer<Position> positions) {
    long end = Math.min(last + WIDTH_SECONDS - 1, context.open().lastSecondWithStart());
    long sum = context.open().sum(first - WIDTH_SECONDS + 1, first - 1, Scope.ALL);
    for (long e = first; e <= end; e++) {
      int starts = context.open().starts(e, Scope.ALL);
      sum += starts;
      if (starts > 0 && sum >= MINIMUM_SIZE) {
        positions.accept(Position.at(e, 0));
      }
      sum -= context.open().starts(e - WIDTH_SECONDS + 1, Scope.ALL);
    }
  }

  @Override
  public Verdict judge(RuleContext context, Position position) {
    long end = position.endSecond();
    long gate = Math.max(end - WIDTH_SECONDS, context.settledGate(context.referenceSlice(end)));
    if (context.progress().completeSecond() < gate) {
      return new Verdict.Wait(gate, 0);
    }
    long retries = retries(context, end);
    Baseline baseline = baseline(context, context.referenceSlice(end));
    if (baseline == null || !isFlood(retries, baseline)) {
      return Verdict.QUIET;
    }
    @Nullable Instance client = mainClient(context, end);
    double needed = Math.max(MINIMUM_SIZE, MINIMUM_RATIO * baseline.mean);
    AlertEvidence evidence =
        new AlertEvidence(
            List.of(new MetCondition("events", retries, needed, "retries/min")),
            List.of(
                new Fact("usual_at_most", baseline.mean, "retries/min"),
                new Fact("dispersion_index_usual", baseline.dispersion, "variance/mean")),
            Histograms.upTo(context, end),
            client == null ? Histograms.instances(context, end) : List.of(client.id()),
            client == null ? 0 : 1);
    long decided =
        Math.max(
            context.newestMillis(end),
            (gate + 1) * 1000 + context.progress().lateness().boundMillis());
    return new Verdict.Fires(
        new Firing(end, WIDTH_SECONDS, end, (int) retries, AlertSeverity.PAGE, evidence, decided));
  }

  @Override
  public void remember(GroupHistory history, Firing firing) {
    history.floods().add(Math.floorDiv(firing.endSecond(), Slice.BUCKETS));
  }

  /** Who makes most of the retries by itself; null where they are of many. */
  private static @Nullable Instance mainClient(RuleContext context, long end) {
    Busiest minute = new Busiest();
    for (long slice = Math.floorDiv(end - WIDTH_SECONDS + 1, Slice.BUCKETS);
        slice <= Math.floorDiv(end, Slice.BUCKETS);
        slice++) {
      OpenSlice open = context.open().find(slice);
      if (open != null) {
        minute.absorb(open.slice().busiest());
      }
    }
    return minute.client(MAIN_SHARE);
  }

  private static long retries(RuleContext context, long end) {
    return context.open().sum(end - WIDTH_SECONDS + 1, end, Scope.ALL);
  }

  /** The job's first minute is none: nobody knows how much of it was watched. */
  private static @Nullable Baseline baseline(RuleContext context, long m) {
    long watched = context.watchedSlices(m - 1, GroupHistory.DAY);
    Level usual = context.history().usualStarts(m - Math.max(0, watched), m);
    long slices = usual.slices();
    if (slices < 1) {
      return null;
    }
    if (usual.sum() == 0 && slices < SLICES_FOR_SILENCE) {
      return new Baseline(UNKNOWN_MEAN, UNKNOWN_DISPERSION);
    }
    double mean = usual.sum() / (double) slices;
    double dispersion = UNKNOWN_DISPERSION;
    if (slices >= SLICES_FOR_DISPERSION && usual.sum() > 0) {
      double variance = (usual.squares() - usual.sum() * mean) / (slices - 1);
      dispersion = Math.min(MOST_DISPERSION, Math.max(1, variance / mean));
    }
    return new Baseline(RateBound.upper(usual.sum(), (double) slices), dispersion);
  }

  private static boolean isFlood(long retries, Baseline baseline) {
    return retries >= MINIMUM_SIZE
        && retries >= MINIMUM_RATIO * baseline.mean
        && FloodProbability.atLeast(retries, baseline.mean, baseline.dispersion) < SIGNIFICANCE;
  }

  @Override
  public boolean isActive(RuleContext context, long second) {
    // Half of 2 μ is μ: ordinary noise would keep the alert alive for ever. Only firing positions
    // do.
    return false;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    String stays =
        story.minutes() >= Floods.NEW_LEVEL_AFTER
            ? "; it has stayed high for %s h and counts as usual now"
                .formatted(story.minutes() / 60)
            : "";
    AlertEvidence evidence = story.firing().evidence();
    String by = evidence.claimants() == 1 ? ", most of them by " + evidence.instances().get(0) : "";
    return "%s %s %s a minute%s%s"
        .formatted(
            group.service(),
            story.tense("retries", "retried"),
            Counted.of(story.size(), "time", "times"),
            by,
            stays);
  }
}
