package io.dephasing.core.rule;

import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.history.Scope;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.HerdDecision;
import io.dephasing.core.statistics.HerdNeed;
import io.dephasing.core.statistics.HerdPosition;
import io.dephasing.core.statistics.HerdReference;
import io.dephasing.core.statistics.ScanWidths;
import java.util.List;
import java.util.Optional;

/** One position of the scan for herds, asked as far as it is needed (METHOD 9.1). */
final class HerdLook {
  private static final List<Integer> WIDTHS = ScanWidths.SECONDS;

  /** Name of the fact that says of how many. */
  static final String MEMBERS = "members";

  /** In what {@link #remember} packs: K is an estimate. */
  private static final long ESTIMATED = 1 << 15;

  final RuleContext context;
  final long end;
  final int width;

  /** Of the position, each counted. */
  final long events;

  private final long memory;
  private final Scope scope;

  HerdLook(RuleContext context, Position position) {
    this.context = context;
    memory = position.memory();
    end = position.endSecond();
    width = WIDTHS.get(position.variant() / 2);
    scope = position.variant() % 2 == Scope.ALL.ordinal() ? Scope.ALL : Scope.ON_TIME;
    events = context.open().sum(end - width + 1, end, scope);
  }

  /** Which of the ways of looking a width and a scope are. */
  static int variant(int widthIndex, Scope scope) {
    return 2 * widthIndex + scope.ordinal();
  }

  /** All events of a position are known once it has settled. */
  long settledGate() {
    return scope == Scope.ALL
        ? end + context.progress().lateness().allowedSeconds()
        : Long.MIN_VALUE;
  }

  /** What a minute holds is known of whole minutes, too. */
  boolean isOfWholeMinutes() {
    return width < Slice.BUCKETS && WholeMinutes.areAll(context, end - width + 1, end, scope);
  }

  boolean hidesSeconds() {
    return width < Slice.BUCKETS && WholeMinutes.hide(context, end - width + 1, end, scope);
  }

  /**
   * The slice as of which a position is judged: by its first second, for it is judged when the
   * second before that is complete, and by then all slices before this one have settled.
   */
  static long referenceSlice(RuleContext context, long end, int width) {
    return context.referenceSlice(end - width + 1);
  }

  Optional<HerdReference> reference() {
    double atHand = context.open().largestSpreadMillis(end - width + 1, end) / 1e3;
    return context.reference(referenceSlice(context, end, width), atHand);
  }

  long before(long widths) {
    return context.open().sum(end - (widths + 1) * width + 1, end - width, scope);
  }

  HerdPosition position(HerdReference reference) {
    long before = before(1);
    long before3 = before(3);
    if (memory != 0) {
      return new HerdPosition(width, memory >>> 40, memory >>> 16 & 0xFFFFFF, before, before3);
    }
    int distinct = context.open().distinct(end - width + 1, end, scope);
    return new HerdPosition(width, distinct, known(distinct, reference), before, before3);
  }

  /** K': those seen a cycle ago, and as many newcomers as one slice usually brings (METHOD 9.1). */
  private long known(int distinct, HerdReference reference) {
    GroupHistory history = context.history();
    long m =
        referenceSlice(context, end, width)
            - (long) Math.ceil(reference.spreadSeconds() / Slice.BUCKETS);
    if (history.isCrowded(m)) {
      return distinct;
    }
    int unseen =
        context
            .open()
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
    return context.open().sum(end + 1, end + seconds, scope);
  }

  /** Packs what cannot be asked again once the seconds' sets are gone: K, K' and the instant. */
  long remember(HerdPosition position) {
    return position.distinct() << 40
        | position.known() << 16
        | (isExact() ? 0 : ESTIMATED)
        | (instant() - end + width);
  }

  /** Whether K is counted one by one. */
  boolean isExact() {
    return memory != 0
        ? (memory & ESTIMATED) == 0
        : !context.open().hasSketch(end - width + 1, end, scope);
  }

  Fact members(int size, HerdReference reference) {
    long members = Math.max(size, reference.members());
    boolean isTold = context.policy().expectation().members() == members;
    boolean isOfPosition = size == members && isExact();
    String unit = isTold || isOfPosition ? InstanceUnit.EXACTLY : InstanceUnit.ofMembers(members);
    return new Fact(MEMBERS, members, unit);
  }

  long instant() {
    return memory != 0
        ? end - width + (memory & (ESTIMATED - 1))
        : context.open().fullestSecond(end - width + 1, end);
  }
}
