package io.dephasing.core.rule;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.history.OpenSlice;
import io.dephasing.core.history.SecondsOfMinute.Found;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.slice.ActivityTimeline;
import io.dephasing.core.slice.InstanceActivity;
import io.dephasing.core.slice.Slice;
import io.dephasing.core.statistics.MinuteFold;
import io.dephasing.core.statistics.MinuteFold.Crowd;
import java.util.List;
import java.util.Optional;

/**
 * Instances that start in the same second of minutes of their own choice, as cron does without
 * jitter (METHOD 9.2): of 600, 60 at second 0, where chance would put 10. Too few for a herd at any
 * time, and yet a load of its own.
 */
final class SmallShare {
  private static final String HOURS = "hours";
  private static final String SECOND = "second_of_minute";
  private static final String TWO = "s, or the next";
  private static final String ALL = "compared";
  private static final int HOUR_SECONDS = 3600;

  private SmallShare() {}

  /** What the hour has shown that was over before this slice; told by the first of the next. */
  static Optional<Firing> judge(RuleContext context, OpenSlice slice) {
    Found found = context.history().secondsOfMinute().before(slice.index());
    boolean isTold =
        context.ongoing().lastEndSecond(RuleCatalogue.PHASE_LOCK)
            >= (found.hour() + 1) * HOUR_SECONDS;
    return !found.recurs() || isTold
        ? Optional.empty()
        : found.crowd().map(crowd -> firing(context, slice, found, crowd));
  }

  private static Firing firing(RuleContext context, OpenSlice slice, Found found, Crowd crowd) {
    List<MetCondition> conditions =
        List.of(
            new MetCondition("instances", crowd.instances(), crowd.needed(), "instances"),
            MetCondition.below("herd_p_value", crowd.pValue(), MinuteFold.LEVEL, "probability"),
            new MetCondition(HOURS, found.inRow(), 2, "in a row"));
    List<Fact> facts =
        List.of(
            new Fact(SECOND, crowd.second(), crowd.width() == 1 ? "s" : TWO),
            new Fact(ALL, crowd.all(), "instances"),
            new Fact("fair", crowd.fair(), "instances by chance"));
    AlertEvidence evidence =
        new AlertEvidence(
            conditions,
            facts,
            Histograms.upTo(context, slice.lastSecond()),
            names(slice, crowd),
            crowd.instances());
    return new Firing(
        slice.lastSecond(),
        Slice.BUCKETS,
        found.hour() * HOUR_SECONDS + crowd.second(),
        crowd.instances(),
        AlertSeverity.TICKET,
        evidence,
        context.settledAtMillis(slice.index()));
  }

  /** Of them all, those that have just done it again. */
  private static List<String> names(OpenSlice slice, Crowd crowd) {
    return slice.slice().timeline().instances(slice.firstSecond() * 1000).stream()
        .filter(
            instance ->
                instance.transitions().stream()
                    .anyMatch(t -> t.state() == InstanceActivity.RUNNING && isIn(crowd, t)))
        .map(ActivityTimeline::instance)
        .toList();
  }

  private static boolean isIn(Crowd crowd, ActivityTimeline.Transition transition) {
    long second = Math.floorDiv(transition.atMillis(), 1000) - crowd.second();
    return Math.floorMod(second, Slice.BUCKETS) < crowd.width();
  }

  /** What an hour has shown is so until the next one shows that it is no longer. */
  static boolean isActive(RuleContext context, long slice) {
    return context.history().secondsOfMinute().before(slice).recurs();
  }

  static boolean isAbout(AlertEvidence evidence) {
    return evidence.value(SECOND).isPresent();
  }

  static String summary(GroupKey group, Story story) {
    AlertEvidence evidence = story.firing().evidence();
    boolean isTwo = evidence.facts().stream().anyMatch(fact -> fact.unit().equals(TWO));
    return "%s of %s instances of %s/%s %s at second %s%s of a minute; by chance it would be %s"
        .formatted(
            story.size(),
            Sentence.number(evidence.value(ALL).orElse(0)),
            group.service(),
            group.name(),
            story.tense("start", "started"),
            Sentence.number(evidence.value(SECOND).orElse(0)),
            isTwo ? " or the next" : "",
            Sentence.number(Math.ceil(evidence.value("fair").orElse(0))));
  }
}
