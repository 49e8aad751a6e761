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

  final Flow flow;
  final long end;
  final int width;

  /** Of the position, each counted. */
  final long events;

  private final long memory;
  private final Scope scope;

  HerdLook(Flow flow, Position position) {
    this.flow = flow;
    memory = position.memory();
    end = position.endSecond();
    width = WIDTHS.get(position.variant() / 2);
    scope = position.variant() % 2 == Scope.ALL.ordinal() ? Scope.ALL : Scope.ON_TIME;
    events = flow.open().sum(end - width + 1, end, scope);
  }

  /** Which of the ways of looking a width and a scope are. */
  static int variant(int widthIndex, Scope scope) {
    return 2 * widthIndex + scope.ordinal();
  }

  /** All events of a position are known once it has settled. */
  long settledGate() {
    return scope == Scope.ALL ? end + flow.progress().lateness().allowedSeconds() : Long.MIN_VALUE;
  }

  /** What a minute holds is known of whole minutes, too. */
  boolean isOfWholeMinutes() {
    return width < Slice.BUCKETS && WholeMinutes.areAll(flow, end - width + 1, end, scope);
  }

  boolean hidesSeconds() {
    return width < Slice.BUCKETS && WholeMinutes.hide(flow, end - width + 1, end, scope);
  }

  /**
   * The slice as of which a position is judged: by its first second, for it is judged when the
   * second before that is complete, and by then all slices before this one have settled.
   */
  static long referenceSlice(Flow flow, long end, int width) {
    return flow.referenceSlice(end - width + 1);
  }

  Optional<HerdReference> reference() {
    double atHand = flow.open().largestSpreadMillis(end - width + 1, end) / 1e3;
    return flow.reference(referenceSlice(flow, end, width), atHand);
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

  /** K': those seen a cycle ago, and as many newcomers as one slice usually brings (METHOD 9.1). */
  private long known(int distinct, HerdReference reference) {
    GroupHistory history = flow.history();
    long m =
        referenceSlice(flow, end, width)
            - (long) Math.ceil(reference.spreadSeconds() / Slice.BUCKETS);
    if (history.isCrowded(m)) {
      return distinct;
    }
    int unseen =
        flow.open().countNames(end - width + 1, end, scope, hash -> !history.isSeenBefore(hash, m));
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
    return position.distinct() << 40
        | position.known() << 16
        | (isExact() ? 0 : ESTIMATED)
        | (instant() - end + width);
  }

  /** Whether K is counted one by one. */
  boolean isExact() {
    return memory != 0
        ? (memory & ESTIMATED) == 0
        : !flow.open().hasSketch(end - width + 1, end, scope);
  }

  Fact members(int size, HerdReference reference) {
    long members = Math.max(size, reference.members());
    boolean isTold = flow.policy().expectation().members() == members;
    boolean isOfPosition = size == members && isExact();
    String unit = isTold || isOfPosition ? InstanceUnit.EXACTLY : InstanceUnit.ofMembers(members);
    return new Fact(MEMBERS, members, unit);
  }

  long instant() {
    return memory != 0
        ? end - width + (memory & (ESTIMATED - 1))
        : flow.open().fullestSecond(end - width + 1, end);
  }
}
