package io.dephasing.cli.page;

import io.dephasing.core.recommendation.Assignment;
import io.dephasing.core.recommendation.SpreadSentence;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.sli.Measure;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.Condition;
import io.dephasing.schemas.Recommendation;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** An alert in plain words. */
final class AlertText {
  /** Where the reference speaks to those who know the method. */
  private static final Map<String, String> PLAIN =
      Map.of(
          Measure.HERD_SIZE.id(), "instances that act together",
          Measure.HERD_RATIO.id(), "their share of the group",
          Measure.MEMBERS.id(), "instances of the group");

  private AlertText() {}

  /** One sentence: what was seen, of how many, and from where on it is an alert. */
  static String evidence(AlertBoard.Post post) {
    Alert alert = post.firing();
    Optional<Condition> size = condition(alert, Measure.HERD_SIZE.id());
    OptionalDouble ratio = value(alert, Measure.HERD_RATIO);
    if (size.isEmpty() || ratio.isEmpty()) {
      return "%s: %s.".formatted(alert.getSummary(), meaning(alert));
    }
    return String.format(
        Locale.ROOT,
        "%s: that is %.0f %% of them, and %.0f would have been enough for an alert.",
        alert.getSummary(),
        100 * ratio.getAsDouble(),
        size.get().getThreshold());
  }

  /** One sentence: how it ended; empty while it fires. */
  static String end(AlertBoard.Post post) {
    Alert alert = post.alert();
    if (post.isFiring() || alert.getEndsAt() == null) {
      return "";
    }
    Duration calm = Duration.between(alert.getEndsAt(), alert.getDecidedAt());
    return String.format(
        Locale.ROOT,
        "It has not come back for %d minutes: resolved.",
        Math.max(1, Math.round(calm.toSeconds() / 60.0)));
  }

  /** A sentence or two: what would cure it, at what price, and what stands against it. */
  static String cure(Recommendation cure) {
    return SpreadSentence.of(
            assignment(cure),
            cure.getSpreadWindowMillis(),
            cure.getExpectedPeakP95PerSecond(),
            cure.getAddedDelayMillis(),
            Objects.requireNonNullElse(cure.getReason(), ""))
        + ".";
  }

  private static Optional<Assignment> assignment(Recommendation cure) {
    return Arrays.stream(Assignment.values())
        .filter(each -> each.name().equals(cure.getAssignment().name()))
        .findFirst();
  }

  /** What a condition's name means, for people. */
  static String help(Condition condition) {
    String name = condition.getName();
    String help = Measure.ofId(name).map(Measure::help).orElse(name);
    return PLAIN.getOrDefault(name, help);
  }

  /** What was measured. */
  static OptionalDouble value(Alert alert, Measure measure) {
    return condition(alert, measure.id()).stream().mapToDouble(Condition::getValue).findFirst();
  }

  private static Optional<Condition> condition(Alert alert, String name) {
    return alert.getEvidence().getConditions().stream()
        .filter(condition -> condition.getName().equals(name))
        .findFirst();
  }

  private static String meaning(Alert alert) {
    return RuleCatalogue.ofId(alert.getRule()).map(RuleCatalogue::meaning).orElse(alert.getRule());
  }
}
