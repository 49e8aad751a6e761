package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.Scope;
import io.dephasing.core.history.SecondSums;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.HerdDecision;
import io.dephasing.core.statistics.HerdLimits;
import io.dephasing.core.statistics.HerdNeed;
import io.dephasing.core.statistics.HerdPosition;
import io.dephasing.core.statistics.HerdReference;
import io.dephasing.core.statistics.HerdThresholds;
import io.dephasing.core.statistics.ScanWidths;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Many distinct instances within 2, 5, 15 or 60 s, where few came before (METHOD 9.1). Fires when K
 * reaches need, which is effect, significance and size in one number, and the position stands out
 * of its surroundings.
 */
final class HerdRule implements InFlightRule {
  private static final int MINIMUM_SIZE = HerdLimits.DEFAULT.minimumSize();
  private static final int PAGE_SIZE = 10;
  private static final double PAGE_FRACTION = 0.5;
  private static final int ACTIVE_SIZE = 3;
  private static final List<Integer> WIDTHS = ScanWidths.SECONDS;
  private static final String SIZE = "herd_size";
  private static final String PEAK = "rate_peak_per_second";

  private final HerdNeed need;

  HerdRule(Policy policy) {
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
    return !context.group().isRollUp();
  }

  @Override
  public void candidates(RuleContext context, long first, long last, Consumer<Position> positions) {
    double spread = context.largestSpreadSeconds();
    long newest = context.open().lastSecondWithStart();
    if (newest < first) {
      return;
    }
    int widest = ScanWidths.widest(spread);
    SecondSums sums =
        context.open().sums(first - 4L * widest + 1, Math.min(last + widest - 1, newest));
    References references = new References(context, spread);
    for (int i = 0; i < WIDTHS.size() && WIDTHS.get(i) <= widest; i++) {
      long end = Math.min(last + WIDTHS.get(i) - 1, newest);
      candidates(references, sums, new Stretch(first, end), i, positions);
    }
  }

  /** Last seconds of the positions that are looked at, both inside. */
  private record Stretch(long first, long last) {}

  /** What positions are compared with at most, as of a slice: the same for all widths. */
  private static final class References {
    private final RuleContext context;
    private final double largestSpreadSeconds;

    /** As of the slices that were asked for and those between; of so few, a map would cost. */
    private final List<Optional<HerdReference>> known = new ArrayList<>(4);

    private long firstKnown;

    References(RuleContext context, double largestSpreadSeconds) {
      this.context = context;
      this.largestSpreadSeconds = largestSpreadSeconds;
    }

    boolean isKnown(long m) {
      return context.isSettledBefore(m);
    }

    Optional<HerdReference> asOf(long m) {
      firstKnown = known.isEmpty() ? m : firstKnown;
      while (m < firstKnown) {
        firstKnown--;
        known.add(0, context.reference(firstKnown, largestSpreadSeconds));
      }
      while (firstKnown + known.size() <= m) {
        known.add(context.reference(firstKnown + known.size(), largestSpreadSeconds));
      }
      return known.get((int) (m - firstKnown));
    }
  }

  private void candidates(
      References references,
      SecondSums sums,
      Stretch ends,
      int widthIndex,
      Consumer<Position> positions) {
    int width = WIDTHS.get(widthIndex);
    long to = ends.first - 1;
    while (to < ends.last) {
      long from = to + 1;
      // Those that begin in one minute are compared with the same.
      long left = Slice.BUCKETS - 1L - Math.floorMod(from - width + 1, Slice.BUCKETS);
      to = Math.min(ends.last, from + left);
      long m = HerdLook.referenceSlice(references.context, from, width);
      long least = leastCount(references, m, width);
      long e = sums.firstWith(from, to, width, least);
      while (e <= to) {
        offer(sums, e, widthIndex, Scope.ON_TIME, positions);
        if (sums.hasStartNotOnTime(e - width + 1, e)) {
          offer(sums, e, widthIndex, Scope.ALL, positions);
        }
        e = sums.firstWith(e + 1, to, width, least);
      }
    }
  }

  /**
   * A position whose events would not stand out, were each of another instance, never will: what
   * came before it only grows, and more events of its own offer it again.
   */
  private static void offer(
      SecondSums sums, long end, int widthIndex, Scope scope, Consumer<Position> positions) {
    int width = WIDTHS.get(widthIndex);
    long events = sums.starts(end - width + 1, end, scope);
    long before = sums.starts(end - 2L * width + 1, end - width, scope);
    long before3 = sums.starts(end - 4L * width + 1, end - width, scope);
    if (HerdPosition.isAbove(events, before, before3)) {
      positions.accept(Position.at(end, HerdLook.variant(widthIndex, scope)));
    }
  }

  /** Fewer events than this cannot fire, whoever they are of. */
  private long leastCount(References references, long m, int width) {
    if (!references.isKnown(m)) {
      return MINIMUM_SIZE;
    }
    Optional<HerdReference> reference = references.asOf(m);
    return reference.isEmpty() ? Long.MAX_VALUE : need.needWithoutCycle(width, 0, reference.get());
  }

  @Override
  public Verdict judge(RuleContext context, Position position) {
    HerdLook look = new HerdLook(context, position);
    if (look.events < MINIMUM_SIZE) {
      return Verdict.QUIET;
    }
    long gate = Math.max(look.settledGate(), look.end - look.width);
    if (context.progress().completeSecond() < gate) {
      return new Verdict.Wait(gate, 0);
    }
    Optional<HerdReference> reference = look.reference();
    if (reference.isEmpty() || !ScanWidths.isScanned(look.width, reference.get().spreadSeconds())) {
      return Verdict.QUIET;
    }
    return judge(look, reference.get(), gate);
  }

  private Verdict judge(HerdLook look, HerdReference reference, long gate) {
    if (look.events < HerdLimits.DEFAULT.minimumFraction() * reference.members()
        || !HerdPosition.isAbove(look.events, look.before(1), look.before(3))) {
      return Verdict.QUIET;
    }
    if (look.isOfWholeMinutes()) {
      long known = WholeMinutes.gate(look.context, look.end);
      if (look.context.progress().completeSecond() < known) {
        return new Verdict.Wait(known, 0);
      }
      if (look.hidesSeconds()) {
        return Verdict.QUIET;
      }
    }
    HerdPosition position = look.position(reference);
    if (HerdDecision.firesNow(position, reference, need)) {
      return fires(look, position, reference, gate);
    }
    if (!HerdDecision.mayFireAfter(position, reference, need)) {
      return Verdict.QUIET;
    }
    return judgeByWhatFollows(look, position, reference);
  }

  private Verdict judgeByWhatFollows(
      HerdLook look, HerdPosition position, HerdReference reference) {
    long complete = look.context.progress().completeSecond();
    long last = Math.max(look.settledGate(), look.end);
    long gateSoon = last + look.width;
    if (complete < gateSoon) {
      return new Verdict.Wait(gateSoon, look.remember(position));
    }
    if (HerdDecision.firesSoon(position, look.eventsAfter(look.width), reference, need)) {
      return fires(look, position, reference, gateSoon);
    }
    long gateAfter = last + 3L * look.width;
    if (complete < gateAfter) {
      return new Verdict.Wait(gateAfter, look.remember(position));
    }
    boolean isHerd =
        HerdDecision.firesAfter(
            position,
            look.eventsAfter(look.width),
            look.eventsAfter(3L * look.width),
            reference,
            need);
    return isHerd ? fires(look, position, reference, gateAfter) : Verdict.QUIET;
  }

  private Verdict fires(HerdLook look, HerdPosition position, HerdReference reference, long gate) {
    RuleContext context = look.context;
    int size = (int) position.distinct();
    double fraction = size / (double) Math.max(size, reference.members());
    long instant = look.instant();
    double limit = context.policy().limit(PEAK);
    boolean isPage =
        (size >= PAGE_SIZE && fraction >= PAGE_FRACTION)
            || WholeMinutes.leastPeak(context, instant) > limit;
    List<MetCondition> conditions =
        List.of(
            new MetCondition(
                SIZE,
                size,
                look.needed(position, reference, need),
                InstanceUnit.of(look.isExact())),
            new MetCondition(
                "herd_ratio", fraction, HerdLimits.DEFAULT.minimumFraction(), "ratio"));
    List<Fact> facts = List.of(look.members(size, reference));
    AlertEvidence evidence =
        new AlertEvidence(
            conditions,
            facts,
            Histograms.upTo(context, look.end),
            Histograms.instances(context, look.end),
            0);
    long decided =
        Math.max(
            context.newestMillis(look.end),
            (gate + 1) * 1000 + context.progress().lateness().boundMillis());
    return new Verdict.Fires(
        new Firing(
            look.end,
            look.width,
            instant,
            size,
            isPage ? AlertSeverity.PAGE : AlertSeverity.TICKET,
            evidence,
            decided));
  }

  @Override
  public boolean isActive(RuleContext context, long second) {
    if (context.open().starts(second, Scope.ALL) == 0) {
      return false;
    }
    for (int i = 0; i < WIDTHS.size(); i++) {
      HerdLook look = new HerdLook(context, Position.at(second, HerdLook.variant(i, Scope.ALL)));
      Optional<HerdReference> reference = look.reference();
      if (reference.isPresent()
          && ScanWidths.isScanned(look.width, reference.get().spreadSeconds())) {
        long size = context.open().distinct(second - look.width + 1, second, Scope.ALL);
        if (size >= ACTIVE_SIZE
            && !look.hidesSeconds()
            && HerdPosition.isAboveWhatLasts(size, look.before(1), look.before(3))
            && size >= need.needToLast(look.width, size, reference.get())) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public String summary(GroupKey group, Story story) {
    double members = story.firing().evidence().value(HerdLook.MEMBERS).orElse(story.size());
    return String.format(
        Locale.ROOT,
        "%s%d of %.0f %s of %s/%s %s within %d s",
        InstanceUnit.about(story, SIZE),
        story.size(),
        members,
        members == 1 ? "instance" : "instances",
        group.service(),
        group.name(),
        story.tense("acts", "act", "acted"),
        story.firing().widthSeconds());
  }

  @Override
  public Lasting lasting() {
    return Lasting.RECURRING;
  }
}
