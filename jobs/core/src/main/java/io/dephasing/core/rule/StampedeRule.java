package io.dephasing.core.rule;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.Floods;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.history.Scope;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.FloodProbability;
import io.dephasing.core.statistics.HerdDecision;
import io.dephasing.core.statistics.HerdLimits;
import io.dephasing.core.statistics.HerdNeed;
import io.dephasing.core.statistics.HerdPosition;
import io.dephasing.core.statistics.HerdReference;
import io.dephasing.core.statistics.HerdThresholds;
import io.dephasing.core.statistics.RateBound;
import io.dephasing.core.statistics.ScanWidths;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Many distinct instances go for one resource key within 2, 5 or 15 s (METHOD 14.4): the herd rule
 * on the group and the key, before and after, for nobody knows who else wants the key; and three
 * times the key's events of a minute, at least ten, too many for chance. Of events that were on
 * time.
 */
final class StampedeRule implements InFlightRule {
  private static final int PAGE_SIZE = 10;
  private static final int MINIMUM_EVENTS = 10;
  private static final double MINIMUM_RATIO = 3;
  private static final double SIGNIFICANCE = 2e-7;
  private static final double POISSON = 1;
  private static final int MINIMUM_SIZE = HerdLimits.DEFAULT.minimumSize();
  private static final long TRAILING_SLICES = 10;

  private static final String SIZE = "herd_size";

  /** Begins the unit of the condition that names the key. */
  private static final String UNIT = "events/min for ";

  /** A minute has no stretch of three minutes before it whose keys are still known. */
  private static final List<Integer> WIDTHS = ScanWidths.SECONDS.subList(0, 3);

  private final HerdNeed need;

  StampedeRule(Policy policy) {
    HerdLimits limits = HerdLimits.DEFAULT;
    need =
        new HerdNeed(
            new HerdThresholds(),
            new HerdLimits(
                policy.falseAlarmsPer30Days(),
                limits.minimumSize(),
                limits.minimumFraction(),
                limits.minimumRatio()));
  }

  @Override
  public boolean watches(RuleContext context) {
    return context.group().kind() != EventKind.REMEDIATION
        && !context.group().isRollUp()
        && new KeyLook(context.open()).hasKeys();
  }

  @Override
  public void candidates(RuleContext context, long first, long last, Consumer<Position> positions) {
    long newest = context.open().lastSecondWithStart();
    for (int i = 0; i < WIDTHS.size(); i++) {
      int width = WIDTHS.get(i);
      for (long e = first; e <= Math.min(last + width - 1, newest); e++) {
        if (context.open().starts(e, Scope.ON_TIME) > 0
            && context.open().sum(e - width + 1, e, Scope.ON_TIME) >= MINIMUM_SIZE) {
          positions.accept(Position.at(e, i));
        }
      }
    }
  }

  @Override
  public Verdict judge(RuleContext context, Position position) {
    long end = position.endSecond();
    int width = WIDTHS.get(position.variant());
    KeyLook look = new KeyLook(context.open());
    KeyLook.Busiest busiest = look.busiest(end - width + 1, end);
    // K and X only grow: what is too few for now comes up again with the next of them.
    if (busiest.instances() < MINIMUM_SIZE
        || look.events(busiest.key(), end, end) == 0
        || look.events(busiest.key(), end - Slice.BUCKETS + 1, end) < MINIMUM_EVENTS
        || context.watchedSlices(context.referenceSlice(end), TRAILING_SLICES) < 1) {
      return Verdict.QUIET;
    }
    long gate = end + 3L * width;
    if (context.progress().completeSecond() < gate) {
      return new Verdict.Wait(gate, 0);
    }
    return WholeMinutes.hide(context, end - width + 1, end, Scope.ON_TIME)
        ? Verdict.QUIET
        : judge(context, end, width, look.counted(busiest, end - width + 1, end));
  }

  private Verdict judge(RuleContext context, long end, int width, KeyLook.Busiest busiest) {
    KeyLook look = new KeyLook(context.open());
    String key = busiest.key();
    long m = context.referenceSlice(end);
    long before = context.watchedSlices(m, TRAILING_SLICES);
    Floods stampedes = context.history().stampedes();
    long usual = context.history().patterns().keyCounts().events(key, m, before, stampedes);
    // Of a stampede that fills them all, nobody knows any more what came before.
    long watched =
        Math.max(1, LongStream.range(m - before, m).filter(s -> !stampedes.isAbout(s)).count());
    double spread =
        context.spreadSeconds(m, context.open().largestSpreadMillis(end - width + 1, end) / 1e3);
    HerdReference reference =
        new HerdReference(
            0, RateBound.upper(usual, watched * (double) Slice.BUCKETS), spread, Double.NaN);
    HerdPosition position =
        new HerdPosition(
            width,
            busiest.instances(),
            0,
            look.events(key, end - 2L * width + 1, end - width),
            look.events(key, end - 4L * width + 1, end - width));
    boolean isHerd =
        ScanWidths.isScanned(width, spread)
            && HerdDecision.mayFireAfter(position, reference, need)
            && HerdDecision.firesAfter(
                position,
                look.events(key, end + 1, end + width),
                look.events(key, end + 1, end + 3L * width),
                reference,
                need);
    double mean = RateBound.upper(usual, (double) watched);
    long events = look.events(key, end - Slice.BUCKETS + 1, end);
    return isHerd && isFlood(events, mean)
        ? fires(context, end, width, busiest, reference, new Flood(events, mean))
        : Verdict.QUIET;
  }

  /** X, events of the key in a minute, and μ, how many are usual at most. */
  private record Flood(long events, double mean) {}

  private static boolean isFlood(long events, double mean) {
    return events >= MINIMUM_EVENTS
        && events >= MINIMUM_RATIO * mean
        && FloodProbability.atLeast(events, mean, POISSON) < SIGNIFICANCE;
  }

  private Verdict fires(
      RuleContext context,
      long end,
      int width,
      KeyLook.Busiest busiest,
      HerdReference reference,
      Flood flood) {
    long size = busiest.instances();
    List<MetCondition> conditions =
        List.of(
            new MetCondition(
                SIZE, size, need.need(width, size, reference), InstanceUnit.of(busiest.isExact())),
            new MetCondition(
                "resource_events_max",
                flood.events,
                Math.max(MINIMUM_EVENTS, MINIMUM_RATIO * flood.mean),
                UNIT + busiest.key()));
    AlertEvidence evidence =
        new AlertEvidence(
            conditions, Histograms.upTo(context, end), Histograms.instances(context, end));
    long gate = end + 3L * width;
    return new Verdict.Fires(
        new Firing(
            end,
            width,
            new KeyLook(context.open()).fullestSecond(busiest.key(), end - width + 1, end),
            (int) size,
            size >= PAGE_SIZE ? AlertSeverity.PAGE : AlertSeverity.TICKET,
            evidence,
            (gate + 1) * 1000 + context.progress().lateness().boundMillis()));
  }

  @Override
  public void remember(GroupHistory history, Firing firing) {
    history.stampedes().add(Math.floorDiv(firing.endSecond(), Slice.BUCKETS));
  }

  @Override
  public boolean isActive(RuleContext context, long second) {
    // Seconds that have settled know no keys any more. Only firing positions keep the alert alive.
    return false;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    String key =
        story.firing().evidence().conditions().stream()
            .map(MetCondition::unit)
            .filter(unit -> unit.startsWith(UNIT))
            .map(unit -> unit.substring(UNIT.length()))
            .map("the resource key '%s'"::formatted)
            .findFirst()
            .orElse("one resource key");
    return String.format(
        Locale.ROOT,
        "%s%s of %s/%s %s for %s within %d s",
        InstanceUnit.about(story, SIZE),
        Counted.of(story.size(), "instance", "instances"),
        group.service(),
        group.name(),
        story.tense("asks", "ask", "asked"),
        key,
        story.firing().widthSeconds());
  }

  @Override
  public Lasting lasting() {
    return Lasting.RECURRING;
  }
}
