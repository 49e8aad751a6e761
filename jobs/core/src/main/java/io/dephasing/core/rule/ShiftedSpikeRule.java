package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.herd.HerdScan;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.PeakPhases;
import io.dephasing.core.history.PeakPhases.Peak;
import io.dephasing.core.history.PeakPhases.Sums;
import io.dephasing.core.policy.AlertSeverity;
import java.util.List;
import java.util.Optional;

/**
 * A group's peak moved to another place of its period (METHOD 14.3), with no less of it than half:
 * an offset was changed, a time zone, or someone else's schedule. Silent before four cycles lie
 * behind the last four.
 */
final class ShiftedSpikeRule implements SettledRule {
  private static final long MILLIS = 1_000;
  private static final double UNKNOWN_PERIOD_SECONDS = 3_600;

  /** A period holds room for two places. */
  private static final double FEWEST_SPREADS = 4;

  private static final int NOW = 3;
  private static final double FEWEST_PAST = 3.5;
  private static final double SMALLEST_ORDER = 0.9;
  private static final double LEVEL = 0.01;
  private static final long FEWEST = 5;
  private static final double SMALLEST_SHIFT_SECONDS = 60;
  private static final double SIGMAS = 3;
  private static final double KEPT_PEAK = 0.5;

  /** Mean direction of some cycles, and how sharp it is. */
  private record Direction(double angle, double order) {
    static Direction of(double cosines, double sines, double n) {
      return new Direction(Math.atan2(sines, cosines), Math.hypot(cosines, sines) / n);
    }

    double sigmaSeconds(double period) {
      return period / (2 * Math.PI) * Math.sqrt(-2 * Math.log(Math.min(1, order)));
    }

    double secondsFrom(Direction other, double period) {
      double turn = Math.IEEEremainder(angle - other.angle, 2 * Math.PI);
      return Math.abs(turn) * period / (2 * Math.PI);
    }
  }

  @Override
  public boolean watches(RuleContext context) {
    return !context.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(RuleContext context, OpenSlice slice) {
    double spread = context.spreadSeconds(slice.index() + 1, 0);
    double period = period(context, slice.index() + 1);
    if (slice.slice().tally().starts() == 0 || period < FEWEST_SPREADS * spread) {
      return Optional.empty();
    }
    PeakPhases phases = context.history().peakPhases();
    Optional<Firing> firing =
        phases.beginsCycle(slice.firstSecond(), period)
            ? judge(context, slice, period, spread)
            : Optional.empty();
    offer(context, slice, spread, phases);
    return firing;
  }

  private static double period(RuleContext context, long m) {
    double cadence = context.cadenceSeconds(m);
    return Double.isNaN(cadence) ? UNKNOWN_PERIOD_SECONDS : cadence;
  }

  /** Looks closer only at a minute whose fullest second is the cycle's so far. */
  private static void offer(
      RuleContext context, OpenSlice slice, double spread, PeakPhases phases) {
    int most = 0;
    for (int count : slice.slice().counts().starts()) {
      most = Math.max(most, count);
    }
    if (most == 0 || most < phases.mostPerSecond() || WholeMinutes.hide(context, slice)) {
      return;
    }
    HerdScan scan = HerdScan.of(context.open(), slice.firstSecond(), slice.lastSecond(), spread);
    double p = scan.pValue();
    long end = scan.endSecond();
    long instant = context.open().fullestSecond(end - scan.widthSeconds() + 1, end);
    phases.offer(new Peak(instant, scan.size(), Double.isNaN(p) ? 1 : p, most));
  }

  private static Optional<Firing> judge(
      RuleContext context, OpenSlice slice, double period, double spread) {
    PeakPhases phases = context.history().peakPhases();
    Sums sums = phases.sums();
    List<Peak> recent = phases.recent();
    if (sums.weight() < FEWEST_PAST || recent.size() < PeakPhases.RECENT) {
      return Optional.empty();
    }
    List<Peak> last = recent.subList(recent.size() - NOW, recent.size());
    Direction now = direction(phases, last);
    Direction before = Direction.of(sums.cosines(), sums.sines(), sums.weight());
    double shift = now.secondsFrom(before, period);
    double noise = SIGMAS * (now.sigmaSeconds(period) + before.sigmaSeconds(period));
    double limit = Math.max(Math.max(spread, SMALLEST_SHIFT_SECONDS), noise);
    double peak = Math.exp(last.stream().mapToDouble(p -> Math.log(p.perSecond())).sum() / NOW);
    double least = KEPT_PEAK * Math.exp(sums.logs() / sums.weight());
    boolean isSharp = now.order() >= SMALLEST_ORDER && before.order() >= SMALLEST_ORDER;
    return isSharp && shift > limit && areHerds(recent) && peak >= least
        ? Optional.of(firing(context, slice, last, List.of(shift, limit, peak, least)))
        : Optional.empty();
  }

  private static Direction direction(PeakPhases phases, List<Peak> peaks) {
    double cosines = 0;
    double sines = 0;
    for (Peak peak : peaks) {
      cosines += Math.cos(phases.angle(peak));
      sines += Math.sin(phases.angle(peak));
    }
    return Direction.of(cosines, sines, peaks.size());
  }

  private static boolean areHerds(List<Peak> recent) {
    return recent.stream().filter(p -> p.pValue() < LEVEL && p.size() >= FEWEST).count() >= NOW;
  }

  private static Firing firing(
      RuleContext context, OpenSlice slice, List<Peak> last, List<Double> numbers) {
    Peak newest = last.get(last.size() - 1);
    return Tickets.at(
        context,
        slice,
        newest.instantSecond(),
        Math.round(numbers.get(0)),
        AlertSeverity.TICKET,
        List.of(
            MetCondition.above("shift_seconds", numbers.get(0), numbers.get(1), "seconds"),
            new MetCondition("rate_peak_per_second", numbers.get(2), numbers.get(3), "per second"),
            new MetCondition("herd_size", newest.size(), FEWEST, "instances")));
  }

  @Override
  public boolean isActive(RuleContext context, long slice) {
    // Only a cycle that fires keeps it alive.
    return false;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    return "the peak of %s/%s %s %s from its usual place in its period"
        .formatted(
            group.service(),
            group.name(),
            story.tense("comes", "came"),
            Sentence.lasting(MILLIS * story.size()));
  }

  @Override
  public Lasting lasting() {
    return Lasting.SEEN_EACH_CYCLE;
  }
}
