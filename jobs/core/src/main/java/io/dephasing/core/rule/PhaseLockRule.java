package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.Cycles;
import io.dephasing.core.history.Cycles.Filling;
import io.dephasing.core.history.GroupHistory;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.Scope;
import io.dephasing.core.history.SecondSums;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.HarmonicTest;
import io.dephasing.core.statistics.ScanWidths;
import io.dephasing.core.statistics.WindowHerdTest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A herd that is weak or small, but comes back (METHOD 9.2): 4 of the last 6 cycles, or windows
 * where no cadence is known, each with p below 0.01; or a {@link SmallShare} that has one second of
 * the minute in common.
 */
final class PhaseLockRule implements DueRule {
  private static final long MINIMUM_EVENTS = 5;
  private static final double MINIMUM_FRACTION = 0.25;
  private static final double MINIMUM_RATIO = 2;
  private static final double MINIMUM_LENGTH_SECONDS = 8;
  private static final double LEVEL = 0.01;

  /** As frequent as within the window, or at least half as much. */
  private static final double SHARE_WITHIN = 0.5;

  /** What has just been cured is not called back by one cycle that looks like it by chance. */
  private static final int LATEST = 2;

  private static final String CYCLES = "cycles";
  private static final String SIZE = "herd_size";
  private static final String WINDOWS = "windows";
  private static final int MINIMUM_CYCLES = 4;
  private static final double RECENT_CADENCES = 12;

  /** Windows count for an hour. */
  private static final double WINDOW_CADENCE_SECONDS = 300;

  /** A cadence of 20 min would be known by then. */
  private static final long WINDOWS_COUNT_AFTER = 60;

  /** A cycle is opened a slice early: the phase may still move. */
  private static final long LEAD_SECONDS = 60;

  @Override
  public boolean watches(RuleContext context) {
    return !context.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(RuleContext context, OpenSlice slice) {
    if (slice.slice().tally().starts() == 0) {
      return Optional.empty();
    }
    long asOf = slice.index() + 1;
    double spread = context.spreadSeconds(asOf, 0);
    double cadence = context.cadenceSeconds(asOf);
    double centre = cadence > spread ? centre(context.history(), cadence, spread) : Double.NaN;
    if (!Double.isNaN(centre)) {
      openCycle(context, slice, centre, cadence, spread);
    }
    for (Filling cycle : context.history().cycles().open()) {
      fill(context, cycle, slice.firstSecond(), slice.lastSecond());
    }
    Optional<Firing> window = Double.isNaN(centre) ? judgeWindow(context, slice) : Optional.empty();
    return window.or(() -> SmallShare.judge(context, slice));
  }

  /** The middle of the cycle's window within the cadence, s; NaN where no phase is known. */
  private static double centre(GroupHistory history, double cadence, double spread) {
    double phase = history.phaseSeconds(cadence);
    long scheduled = history.latestScheduledMillis();
    if (!Double.isNaN(phase) || scheduled == Long.MIN_VALUE) {
      return phase;
    }
    return scheduled / 1e3 % cadence + spread / 4;
  }

  private static void openCycle(
      RuleContext context, OpenSlice slice, double centre, double cadence, double spread) {
    Cycles cycles = context.history().cycles();
    double middle = slice.firstSecond() + Slice.BUCKETS / 2.0;
    double number = Math.rint((middle - centre) / cadence);
    long start = (long) (number * cadence + centre - spread / 2);
    boolean isHere =
        start - LEAD_SECONDS <= slice.lastSecond() && slice.firstSecond() < start + spread;
    boolean isNext =
        cycles.lastStartSecond() == Long.MIN_VALUE
            || start - cycles.lastStartSecond() > cadence / 2;
    if (isHere && isNext) {
      Filling cycle = new Filling(start, spread);
      fill(context, cycle, start, slice.firstSecond() - 1);
      cycles.open(cycle);
    }
  }

  static void fill(RuleContext context, Filling cycle, long from, long to) {
    long last = Math.min(to, cycle.endSecond() - 1);
    for (long second = Math.max(from, cycle.startSecond()); second <= last; second++) {
      int starts = context.open().starts(second, Scope.ALL);
      if (starts > 0) {
        cycle.add(second, starts, context.open());
        find(context, cycle, second);
      }
    }
  }

  private static void find(RuleContext context, Filling cycle, long end) {
    for (int i = 0; i < ScanWidths.SECONDS.size(); i++) {
      int width = ScanWidths.SECONDS.get(i);
      if (ScanWidths.isScanned(width, cycle.spreadSeconds())) {
        long most = Math.max(MINIMUM_EVENTS - 1, cycle.most(i));
        if (context.open().sum(end - width + 1, end, Scope.ALL) > most) {
          cycle.found(i, context.open().distinct(end - width + 1, end, Scope.ALL));
        }
      }
    }
  }

  private static Optional<Firing> judgeWindow(RuleContext context, OpenSlice slice) {
    boolean counts =
        slice.slice().tally().starts() >= MINIMUM_EVENTS
            && slice.index() - context.history().activity().firstSlice() >= WINDOWS_COUNT_AFTER;
    if (!counts) {
      return Optional.empty();
    }
    Filling window = new Filling(slice.firstSecond(), Slice.BUCKETS);
    boolean isEven = isEven(context, slice);
    if (!isEven) {
      fill(context, window, slice.firstSecond(), slice.lastSecond());
    }
    double p = isEven ? 1 : pValue(context, window, slice.index());
    int significant = judged(context, window.endSecond(), slice.index(), p);
    if (significant < MINIMUM_CYCLES) {
      return Optional.empty();
    }
    if (isEven) {
      fill(context, window, slice.firstSecond(), slice.lastSecond());
    }
    return Optional.of(firing(context, window, slice.index(), p, repeated(WINDOWS, significant)));
  }

  /**
   * Whether no position could pass were each of its events another instance's: most windows need
   * not be looked at more closely. A sketch may read more instances than there are events.
   */
  static boolean isEven(RuleContext context, OpenSlice slice) {
    OpenSlice before = context.open().find(slice.index() - 1);
    if (slice.slice().instances().hasSketch()
        || (before != null && before.slice().instances().hasSketch())) {
      return false;
    }
    long first = slice.firstSecond();
    long last = slice.lastSecond();
    SecondSums sums = context.open().sums(first - Slice.BUCKETS, last);
    long events = sums.starts(first, last, Scope.ALL);
    int members = members(context, slice.index());
    for (int width : ScanWidths.SECONDS) {
      if (ScanWidths.isScanned(width, Slice.BUCKETS)) {
        long most = 0;
        for (long end = first; end <= last; end++) {
          most = Math.max(most, sums.starts(end - width + 1, end, Scope.ALL));
        }
        if (passes(most, width, events, Slice.BUCKETS, members)) {
          return false;
        }
      }
    }
    return true;
  }

  static int members(RuleContext context, long slice) {
    return Math.max(1, context.members(slice + 1));
  }

  @Override
  public long dueSlice(RuleContext context) {
    Filling first = context.history().cycles().first();
    return first == null ? NEVER : Math.floorDiv(first.endSecond(), Slice.BUCKETS);
  }

  @Override
  public Optional<Firing> due(RuleContext context, long slice) {
    Filling cycle = context.history().cycles().first();
    if (cycle == null) {
      return Optional.empty();
    }
    context.history().cycles().close();
    return judge(context, cycle, slice);
  }

  private static Optional<Firing> judge(RuleContext context, Filling cycle, long slice) {
    if (cycle.events() < MINIMUM_EVENTS || cycle.spreadSeconds() < MINIMUM_LENGTH_SECONDS) {
      return Optional.empty();
    }
    double p = goesOn(context, cycle, slice) ? 1 : pValue(context, cycle, slice);
    int significant = judged(context, cycle.endSecond(), slice, p);
    return significant >= MINIMUM_CYCLES
        ? Optional.of(firing(context, cycle, slice, p, repeated(CYCLES, significant)))
        : Optional.empty();
  }

  /**
   * Whether starts are half as frequent before or behind the cycle's window as within it: it cuts a
   * cycle in two, as after a change, when the phase is still that of the herds, and half of a
   * well-spread cycle looks like a herd. Counted are the seconds that are complete by now.
   */
  private static boolean goesOn(RuleContext context, Filling cycle, long slice) {
    double length = cycle.spreadSeconds();
    double gap = context.cadenceSeconds(slice + 1) - length;
    long beside =
        (long)
            Math.min(
                Math.min(length / 2, gap), (double) context.progress().lateness().allowedSeconds());
    if (!(gap >= 1) || beside < 1) {
      return false;
    }
    long start = cycle.startSecond();
    long end = cycle.endSecond();
    long before = context.open().sum(start - beside, start - 1, Scope.ON_TIME);
    long behind = context.open().sum(end, end + beside - 1, Scope.ON_TIME);
    long most = Math.max(before, behind);
    return most >= MINIMUM_EVENTS
        && most * length >= SHARE_WITHIN * cycle.events() * (double) beside;
  }

  /** Remembers a cycle, and says how many with it are significant; 0 where it is not itself. */
  private static int judged(RuleContext context, long endSecond, long slice, double p) {
    Cycles cycles = context.history().cycles();
    cycles.judged(p, endSecond);
    double cadence = context.cadenceSeconds(slice + 1);
    double known = Double.isNaN(cadence) ? WINDOW_CADENCE_SECONDS : cadence;
    boolean isNow = p < LEVEL && cycles.latestBelow(LEVEL, LATEST) == LATEST;
    return isNow ? cycles.below(LEVEL, endSecond - RECENT_CADENCES * known) : 0;
  }

  private static double pValue(RuleContext context, Filling cycle, long slice) {
    int members = members(context, slice);
    return WholeMinutes.areKnown(context, slice + 1)
        ? pValueOfMinutes(cycle, members)
        : pValue(cycle, members);
  }

  /**
   * Of whole minutes only a width of a minute is scanned, and the phase within one says nothing.
   */
  static double pValueOfMinutes(Filling cycle, int members) {
    long[] counts = cycle.countInWidth().clone();
    for (int i = 0; i < counts.length; i++) {
      counts[i] = ScanWidths.SECONDS.get(i) < Slice.BUCKETS ? 0 : counts[i];
    }
    double length = cycle.spreadSeconds();
    return WindowHerdTest.cyclePValue(counts, cycle.events(), length, length, members, 1);
  }

  static double pValue(Filling cycle, int members) {
    boolean passes = false;
    double length = cycle.spreadSeconds();
    for (int i = 0; i < ScanWidths.SECONDS.size(); i++) {
      int width = ScanWidths.SECONDS.get(i);
      passes |= passes(cycle.most(i), width, cycle.events(), length, members);
    }
    if (!passes) {
      return 1;
    }
    // An instance that acts twice is no second witness.
    double share = Math.min(1, cycle.instances() / (double) cycle.events());
    double harmonic = HarmonicTest.ofPhaseHistogram(cycle.phases(), share).hPValue();
    return WindowHerdTest.cyclePValue(
        cycle.countInWidth(), cycle.events(), length, length, members, harmonic);
  }

  private static boolean passes(long most, int width, long events, double length, int members) {
    return most >= MINIMUM_EVENTS
        && most >= MINIMUM_FRACTION * members
        && most >= MINIMUM_RATIO * events * width / length;
  }

  private static MetCondition repeated(String what, int significant) {
    return new MetCondition(what, significant, MINIMUM_CYCLES, "of the last 6");
  }

  private static Firing firing(
      RuleContext context, Filling cycle, long slice, double p, MetCondition repeated) {
    long most = 0;
    for (long each : cycle.countInWidth()) {
      most = Math.max(most, each);
    }
    long end = cycle.endSecond() - 1;
    double cadence = context.cadenceSeconds(slice + 1);
    List<Fact> facts =
        Double.isNaN(cadence)
            ? List.of()
            : List.of(new Fact("cadence_seconds", cadence, "seconds"));
    AlertEvidence evidence =
        new AlertEvidence(
            List.of(
                repeated,
                MetCondition.below("herd_p_value", p, LEVEL, "probability"),
                new MetCondition(SIZE, most, MINIMUM_EVENTS, InstanceUnit.ofMembers(most))),
            facts,
            Histograms.upTo(context, end),
            Histograms.instances(context, end),
            0);
    return new Firing(
        end,
        Slice.BUCKETS,
        cycle.startSecond(),
        (int) repeated.value(),
        AlertSeverity.TICKET,
        evidence,
        context.settledAtMillis(slice));
  }

  @Override
  public boolean isActive(RuleContext context, long slice) {
    // Of cycles, only one that fires keeps it alive; what an hour has shown holds for the next.
    return SmallShare.isActive(context, slice);
  }

  @Override
  public String summary(GroupKey group, Story story) {
    if (SmallShare.isAbout(story.firing().evidence())) {
      return SmallShare.summary(group, story);
    }
    AlertEvidence evidence = story.firing().evidence();
    boolean isCycle = evidence.value(CYCLES).isPresent();
    return String.format(
        Locale.ROOT,
        "instances of %s/%s %s together again and again: in %d of the last 6 %s, %.0f of them in the latest",
        group.service(),
        group.name(),
        story.tense("act", "acted"),
        story.size(),
        isCycle ? "cycles" : "minutes in which it acts",
        evidence.value(SIZE).orElse(MINIMUM_EVENTS));
  }

  @Override
  public Lasting lasting() {
    return Lasting.RECURRING;
  }
}
