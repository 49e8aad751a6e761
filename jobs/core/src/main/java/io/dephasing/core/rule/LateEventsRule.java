package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.Losses;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.slice.DurationHistograms;
import io.dephasing.core.slice.DurationHistograms.Delay;
import io.dephasing.core.slice.OffClocks;
import io.dephasing.core.statistics.LogHistogram;
import io.dephasing.core.statistics.Wilson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A group loses events (METHOD 10, F5): more than a twentieth of ten minutes' events came too late
 * to be counted, so all that is measured of it is wrong. Effect: a twentieth; significance: the
 * lower end of the share (99.9 %) is above it; size: ten events, and three minutes of the last
 * hour, for one batch that was held up is no habit.
 */
final class LateEventsRule implements SettledRule {
  private static final long MINIMUM_EVENTS = 10;
  private static final int MINIMUM_MINUTES = 3;
  private static final double MINIMUM_SHARE = 0.05;

  /** Half of the effect keeps an alert alive. */
  private static final double LASTING_SHARE = 0.025;

  private static final double Z = 3.09;

  /** Slices: what a batch brings that is not late lies in these and in its own. */
  private static final long RECENT = 2;

  private static final double QUANTILE = 0.99;
  private static final String ALL = "events";
  private static final String ALLOWED = "allowed_lateness_seconds";
  private static final String DELAY = "broker_delay_p99_seconds";

  @Override
  public boolean watches(RuleContext context) {
    return !context.group().isRollUp();
  }

  @Override
  public Optional<Firing> settled(RuleContext context, OpenSlice slice) {
    if (slice.slice().tally().lateEvents() == 0) {
      return Optional.empty();
    }
    long m = slice.index();
    Losses losses = context.history().losses();
    long late = losses.lateNear(m);
    int minutes = losses.minutes(m);
    double share = Wilson.lower(late, all(context, m), Z);
    boolean isLoss = late >= MINIMUM_EVENTS && minutes >= MINIMUM_MINUTES && share > MINIMUM_SHARE;
    if (!isLoss || areClocks(context, slice)) {
      return Optional.empty();
    }
    List<MetCondition> conditions =
        List.of(
            new MetCondition("late_events", late, MINIMUM_EVENTS, "events of ten minutes"),
            MetCondition.above("late_ratio", share, MINIMUM_SHARE, "ratio, at least"),
            new MetCondition("late_minutes", minutes, MINIMUM_MINUTES, "minutes of the last hour"));
    AlertEvidence evidence =
        new AlertEvidence(
            conditions,
            facts(context, slice),
            Histograms.upTo(context, slice.lastSecond()),
            names(slice),
            0);
    return Optional.of(Tickets.at(context, slice, late, AlertSeverity.TICKET, evidence));
  }

  /**
   * Whether some have late events and no others, while the rest is on time: that is a clock that is
   * far behind, of which {@link ClockSkewRule} tells. A batch has both.
   */
  private static boolean areClocks(RuleContext context, OpenSlice slice) {
    List<Integer> late = new ArrayList<>();
    slice.slice().offClocks().forEachLate((hash, id) -> late.add(hash));
    long since = slice.index() - RECENT;
    return !late.isEmpty()
        && areFewer(context, slice, late.size())
        && late.stream().noneMatch(hash -> context.history().hasActedSince(hash, since));
  }

  /** Of more than are listed only the events tell whether they are fewer than the others. */
  private static boolean areFewer(RuleContext context, OpenSlice slice, int listed) {
    return listed < OffClocks.LATE
        ? listed < slice.instances().count()
        : context.history().losses().late(slice.index()) < slice.slice().tally().starts();
  }

  /** Late or not, of ten minutes. */
  private static long all(RuleContext context, long m) {
    Losses losses = context.history().losses();
    return losses.lateNear(m) + losses.endsNear(m) + context.history().starts(m + 1, Losses.NEAR);
  }

  private static List<Fact> facts(RuleContext context, OpenSlice slice) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(ALL, all(context, slice.index()), "events of ten minutes"));
    double allowed = context.progress().lateness().allowedMillis() / 1e3;
    facts.add(new Fact(ALLOWED, allowed, "seconds"));
    DurationHistograms delays = slice.slice().delays();
    if (delays.has(Delay.BROKER_DELAY)) {
      int[] counts = delays.counts(Delay.BROKER_DELAY);
      double seconds = LogHistogram.quantileMillis(counts, QUANTILE) / 1e3;
      // Of a minute in which nearly all were punctual it would tell nothing of those who are late.
      if (seconds > allowed) {
        facts.add(new Fact(DELAY, seconds, "seconds"));
      }
    }
    return facts;
  }

  /** Some of those whose events were late. */
  private static List<String> names(OpenSlice slice) {
    List<String> names = new ArrayList<>();
    slice.slice().offClocks().forEachLate((hash, id) -> names.add(id));
    return names;
  }

  @Override
  public boolean isActive(RuleContext context, long slice) {
    Losses losses = context.history().losses();
    return losses.late(slice) > 0 && losses.lateNear(slice) > LASTING_SHARE * all(context, slice);
  }

  @Override
  public String summary(GroupKey group, Story story) {
    AlertEvidence evidence = story.firing().evidence();
    String slowest =
        evidence.value(DELAY).isPresent()
            ? "; 99 of 100 of the minute reached the broker within %s s"
                .formatted(Math.round(evidence.value(DELAY).getAsDouble()))
            : "";
    return ("%s/%s %s events: %s of %s within ten minutes came too late to be counted (more than"
            + " %s s are not waited for)%s; send them sooner, or raise time.allowed-lateness")
        .formatted(
            group.service(),
            group.name(),
            story.tense("loses", "lost"),
            story.size(),
            Sentence.number(evidence.value(ALL).orElse(story.size())),
            Sentence.number(evidence.value(ALLOWED).orElse(0)),
            slowest);
  }

  @Override
  public Lasting lasting() {
    return Lasting.UNTIL_NOT_SEEN;
  }
}
