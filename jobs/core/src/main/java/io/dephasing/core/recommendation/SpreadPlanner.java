package io.dephasing.core.recommendation;

import io.dephasing.core.recommendation.Plan.Slot;
import io.dephasing.core.recommendation.Plan.Spread;
import io.dephasing.core.statistics.ExpectedPeak;
import io.dephasing.core.statistics.SpreadWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the spread that brings a group's peak under its target with 95 % probability (METHOD 11).
 *
 * <p>The target q is the peak that perfect jitter on the group's spread objective D would stay
 * under in 95 of 100 cycles, or the policy's limit on starts in a second where that is lower: a
 * window that only just kept a lax limit would still be a herd. Starts fill a second each; runs
 * fill their duration where the policy limits how many there are at once.
 */
public final class SpreadPlanner {
  /** Up to so many members, slots are handed out by name. */
  public static final int FEW = 20;

  private static final double CONFIDENCE = 0.95;
  private static final long MILLIS = 1000;

  private final Situation situation;
  private final long members;
  private final long target;
  private final long runs;
  private final List<String> remarks = new ArrayList<>();

  private SpreadPlanner(Situation situation, long target, long runs) {
    this.situation = situation;
    members = situation.members();
    this.target = target;
    this.runs = runs;
  }

  /** The plan; none where a limit is below 1, which no spread can keep. */
  public static Optional<Plan> plan(Situation situation) {
    long byChance =
        ExpectedPeak.of(situation.members(), Math.max(1, situation.spreadSeconds())).point95();
    long target = atMost(situation.limits().peakPerSecond(), byChance);
    long runs = atMost(situation.limits().runsAtOnce(), situation.members());
    return target < 1 || runs < 1
        ? Optional.empty()
        : Optional.of(new SpreadPlanner(situation, target, runs).plan());
  }

  private static long atMost(double limit, long otherwise) {
    return Double.isNaN(limit) ? otherwise : Math.min(otherwise, (long) Math.floor(limit));
  }

  private Plan plan() {
    long starts = SpreadWindow.randomSeconds(members, target, 1, CONFIDENCE);
    boolean limitsRuns = runs < members;
    long window =
        limitsRuns
            ? Math.max(starts, SpreadWindow.randomSeconds(members, runs, duration(), CONFIDENCE))
            : starts;
    long slot = window > starts ? duration() : 1;
    if (situation.traits().criticalPath()) {
      remarks.add("starts on the critical path would wait for up to the window's length");
    }
    if (window > situation.limits().longestSeconds()) {
      return situation.traits().retries() ? shortRandom(window) : shortRank(window, slot);
    }
    if (situation.traits().retries()) {
      return random(Assignment.RANDOM, window, slot);
    }
    double uniform = situation.traits().uniformSeconds();
    if (uniform >= window) {
      remarks.add(
          "offsets are uniform on %.0f s already, so more of the same cannot help: rank, a longer window or a queue can"
              .formatted(uniform));
      return evenRank((long) uniform, slot);
    }
    boolean isListed = situation.traits().lastingNames() && members <= FEW;
    return isListed ? evenRank(window, slot) : random(Assignment.HASH, window, slot);
  }

  private long duration() {
    return situation.durationSeconds();
  }

  private Plan random(Assignment assignment, long windowSeconds, long slotSeconds) {
    ExpectedPeak peak = ExpectedPeak.of(members, (double) windowSeconds);
    return new Plan(
        spread(windowSeconds * MILLIS, slotSeconds * MILLIS, assignment),
        peak.mean(),
        peak.point95(),
        List.of(),
        reason());
  }

  /** The window has room: slots as far apart as it allows. */
  private Plan evenRank(long windowSeconds, long slotSeconds) {
    long fit = Math.max(1, windowSeconds / slotSeconds);
    long perSlot = ceilDiv(members, fit);
    return rank(
        windowSeconds * MILLIS, windowSeconds * MILLIS / ceilDiv(members, perSlot), perSlot);
  }

  /** The window is scarce: ranks need the least, and where that is too much, more start at once. */
  private Plan shortRank(long randomSeconds, long slotSeconds) {
    double longest = situation.limits().longestSeconds();
    long perSlot = slotSeconds == 1 ? target : Math.min(target, runs);
    long window = SpreadWindow.rankSeconds(members, perSlot, slotSeconds);
    if (window <= longest) {
      remarks.add(
          "random offsets would need %d s, more than %s: by rank it fits"
              .formatted(randomSeconds, situation.limits().longestText()));
      return rank(window * MILLIS, slotSeconds * MILLIS, perSlot);
    }
    long slot = slotSeconds <= longest ? slotSeconds : 1;
    long fit = Math.max(1, (long) Math.floor(longest / slot));
    long least = ceilDiv(members, fit);
    remarks.add(
        "the target of %d would need %d s even by rank, more than %s: %d at once is the least that fits"
            .formatted(perSlot, window, situation.limits().longestText(), least));
    return rank(ceilDiv(members, least) * slot * MILLIS, slot * MILLIS, least);
  }

  /** Nobody lists those who retry: a larger peak is what a shorter window costs. */
  private Plan shortRandom(long randomSeconds) {
    double longest = situation.limits().longestSeconds();
    long tooLow = target;
    long enough = members;
    while (enough - tooLow > 1) {
      long middle = (tooLow + enough) / 2;
      if (SpreadWindow.randomSeconds(members, middle, 1, CONFIDENCE) <= longest) {
        enough = middle;
      } else {
        tooLow = middle;
      }
    }
    remarks.add(
        "the target of %d would need %d s, more than %s: %d is the least that fits"
            .formatted(target, randomSeconds, situation.limits().longestText(), enough));
    long window = SpreadWindow.randomSeconds(members, enough, 1, CONFIDENCE);
    return random(Assignment.RANDOM, window, 1);
  }

  private Plan rank(long windowMillis, long slotMillis, long perSlot) {
    return new Plan(
        spread(windowMillis, slotMillis, Assignment.RANK),
        perSlot,
        perSlot,
        slots(slotMillis, perSlot),
        reason());
  }

  private Spread spread(long windowMillis, long slotMillis, Assignment assignment) {
    return new Spread(situation.members(), target, windowMillis, slotMillis, assignment);
  }

  /** Member i of the sorted names starts at floor(i/q) slots. */
  private List<Slot> slots(long slotMillis, long perSlot) {
    List<String> sorted = situation.names().stream().distinct().sorted().toList();
    List<Slot> slots = new ArrayList<>();
    if (sorted.size() != members || members > FEW) {
      return slots;
    }
    for (int i = 0; i < sorted.size(); i++) {
      slots.add(new Slot(sorted.get(i), i / perSlot * slotMillis));
    }
    return slots;
  }

  private String reason() {
    return String.join("; ", remarks);
  }

  private static long ceilDiv(long a, long b) {
    return (a + b - 1) / b;
  }
}
