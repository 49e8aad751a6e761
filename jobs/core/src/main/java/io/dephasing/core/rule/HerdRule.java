package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.history.Scope;
import io.dephasing.core.history.SecondSums;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.policy.Severity;
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
  public boolean watches(Flow flow) {
    return !flow.group().isRollUp();
  }

  @Override
  public void candidates(Flow flow, long first, long last, Consumer<Position> positions) {
    double spread = flow.largestSpreadSeconds();
    long newest = flow.open().lastSecondWithStart();
    if (newest < first) {
      return;
    }
    int widest = ScanWidths.widest(spread);
    SecondSums sums =
        flow.open().sums(first - 4L * widest + 1, Math.min(last + widest - 1, newest));
    References references = new References(flow, spread);
    for (int i = 0; i < WIDTHS.size() && WIDTHS.get(i) <= widest; i++) {
      long end = Math.min(last + WIDTHS.get(i) - 1, newest);
      candidates(references, sums, new Stretch(first, end), i, positions);
    }
  }

  /** Last seconds of the positions that are looked at, both inside. */
  private record Stretch(long first, long last) {}

  /** What positions are compared with at most, as of a slice: the same for all widths. */
  private static final class References {
    private final Flow flow;
    private final double largestSpreadSeconds;

    /** As of the slices from the first one on that was asked for; of so few, a map would cost. */
    private final List<Optional<HerdReference>> known = new ArrayList<>(4);

    private long firstKnown;

    References(Flow flow, double largestSpreadSeconds) {
      this.flow = flow;
      this.largestSpreadSeconds = largestSpreadSeconds;
    }

    boolean isKnown(long m) {
      return flow.isSettledBefore(m);
    }

    Optional<HerdReference> asOf(long m) {
      firstKnown = known.isEmpty() ? m : firstKnown;
      while (firstKnown + known.size() <= m) {
        known.add(flow.reference(firstKnown + known.size(), largestSpreadSeconds));
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
      to = Math.min(ends.last, from + Slice.BUCKETS - 1 - Math.floorMod(from, Slice.BUCKETS));
      long least = leastCount(references, references.flow.referenceSlice(from), width);
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
      positions.accept(Position.at(end, variant(widthIndex, scope)));
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

  private static int variant(int widthIndex, Scope scope) {
    return 2 * widthIndex + scope.ordinal();
  }

  @Override
  public Verdict judge(Flow flow, Position position) {
    Look look = new Look(flow, position);
    if (look.events < MINIMUM_SIZE) {
      return Verdict.QUIET;
    }
    long gate = Math.max(look.settledGate(), look.end - look.width);
    if (flow.progress().completeSecond() < gate) {
      return new Verdict.Wait(gate, 0);
    }
    Optional<HerdReference> reference = look.reference();
    if (reference.isEmpty() || !ScanWidths.isScanned(look.width, reference.get().spreadSeconds())) {
      return Verdict.QUIET;
    }
    return judge(look, reference.get(), gate);
  }

  private Verdict judge(Look look, HerdReference reference, long gate) {
    if (look.events < HerdLimits.DEFAULT.minimumFraction() * reference.members()
        || !HerdPosition.isAbove(look.events, look.before(1), look.before(3))) {
      return Verdict.QUIET;
    }
    if (look.isOfWholeMinutes()) {
      long known = WholeMinutes.gate(look.flow, look.end);
      if (look.flow.progress().completeSecond() < known) {
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
    long gateAfter = Math.max(look.settledGate(), look.end) + 3L * look.width;
    if (look.flow.progress().completeSecond() < gateAfter) {
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

  private Verdict fires(Look look, HerdPosition position, HerdReference reference, long gate) {
    Flow flow = look.flow;
    int size = (int) position.distinct();
    double fraction = size / (double) Math.max(size, reference.members());
    long instant = look.instant();
    double limit = flow.policy().limit(PEAK);
    boolean isPage =
        (size >= PAGE_SIZE && fraction >= PAGE_FRACTION)
            || WholeMinutes.leastPeak(flow, instant) > limit;
    List<Condition> conditions =
        List.of(
            new Condition("herd_size", size, look.needed(position, reference, need), "instances"),
            new Condition("herd_ratio", fraction, HerdLimits.DEFAULT.minimumFraction(), "ratio"));
    List<Fact> facts =
        List.of(new Fact("members", Math.max(size, reference.members()), "instances"));
    Evidence evidence =
        new Evidence(
            conditions,
            facts,
            Histograms.upTo(flow, look.end),
            Histograms.instances(flow, look.end),
            0);
    long decided =
        Math.max(
            flow.newestMillis(look.end),
            (gate + 1) * 1000 + flow.progress().lateness().boundMillis());
    return new Verdict.Fires(
        new Firing(
            look.end,
            look.width,
            instant,
            size,
            isPage ? Severity.PAGE : Severity.TICKET,
            evidence,
            decided));
  }

  @Override
  public boolean isActive(Flow flow, long second) {
    if (flow.open().starts(second, Scope.ALL) == 0) {
      return false;
    }
    for (int i = 0; i < WIDTHS.size(); i++) {
      Look look = new Look(flow, Position.at(second, variant(i, Scope.ALL)));
      Optional<HerdReference> reference = look.reference();
      if (reference.isPresent()
          && ScanWidths.isScanned(look.width, reference.get().spreadSeconds())) {
        long size = flow.open().distinct(second - look.width + 1, second, Scope.ALL);
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
    return "%s of %s/%s %s within %d s"
        .formatted(
            Counted.of(story.size(), "instance", "instances"),
            group.service(),
            group.name(),
            story.tense("acts", "act", "acted"),
            story.firing().widthSeconds());
  }

  @Override
  public Lasting lasting() {
    return Lasting.RECURRING;
  }

  /** One position, asked as far as it is needed. */
  private static final class Look {
    private final Flow flow;
    private final long memory;
    private final long end;
    private final int width;
    private final Scope scope;
    private final long events;

    Look(Flow flow, Position position) {
      this.flow = flow;
      memory = position.memory();
      end = position.endSecond();
      width = WIDTHS.get(position.variant() / 2);
      scope = position.variant() % 2 == Scope.ALL.ordinal() ? Scope.ALL : Scope.ON_TIME;
      events = flow.open().sum(end - width + 1, end, scope);
    }

    /** All events of a position are known once it has settled. */
    long settledGate() {
      return scope == Scope.ALL
          ? end + flow.progress().lateness().allowedSeconds()
          : Long.MIN_VALUE;
    }

    /** What a minute holds is known of whole minutes, too. */
    boolean isOfWholeMinutes() {
      return width < Slice.BUCKETS && WholeMinutes.areAll(flow, end - width + 1, end, scope);
    }

    boolean hidesSeconds() {
      return width < Slice.BUCKETS && WholeMinutes.hide(flow, end - width + 1, end, scope);
    }

    Optional<HerdReference> reference() {
      double atHand = flow.open().largestSpreadMillis(end - width + 1, end) / 1e3;
      return flow.reference(flow.referenceSlice(end), atHand);
    }

    long before(long widths) {
      return flow.open().sum(end - (widths + 1) * width + 1, end - width, scope);
    }

    HerdPosition position(HerdReference reference) {
      long before = before(1);
      long before3 = before(3);
      if (memory != 0) {
        return new HerdPosition(width, memory >>> 40, memory >>> 16 & 0xFFFFFF, before, before3);
      }
      int distinct = flow.open().distinct(end - width + 1, end, scope);
      return new HerdPosition(width, distinct, known(distinct, reference), before, before3);
    }

    /**
     * K': those seen a cycle ago, and as many newcomers as one slice usually brings (METHOD 9.1).
     */
    private long known(int distinct, HerdReference reference) {
      GroupHistory history = flow.history();
      long m =
          flow.referenceSlice(end) - (long) Math.ceil(reference.spreadSeconds() / Slice.BUCKETS);
      if (history.isCrowded(m)) {
        return distinct;
      }
      int unseen =
          flow.open()
              .countNames(end - width + 1, end, scope, hash -> !history.isSeenBefore(hash, m));
      return Math.min(distinct, history.usualNewcomers(m) + Math.max(0, distinct - unseen));
    }

    /** What the position had to reach: newcomers may have raised it since. */
    long needed(HerdPosition position, HerdReference reference, HerdNeed need) {
      boolean isByKnown = HerdDecision.firesNow(position, reference, need);
      long judged = isByKnown ? position.known() : position.distinct();
      return need.need(width, judged, reference);
    }

    long eventsAfter(long seconds) {
      return flow.open().sum(end + 1, end + seconds, scope);
    }

    /** Packs what cannot be asked again once the seconds' sets are gone: K, K' and the instant. */
    long remember(HerdPosition position) {
      return position.distinct() << 40 | position.known() << 16 | (instant() - end + width);
    }

    long instant() {
      return memory != 0
          ? end - width + (memory & 0xFFFF)
          : flow.open().fullestSecond(end - width + 1, end);
    }
  }
}
