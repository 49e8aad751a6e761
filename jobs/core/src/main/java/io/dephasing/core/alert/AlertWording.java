package io.dephasing.core.alert;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.policy.Severity;
import io.dephasing.core.rule.Condition;
import io.dephasing.core.rule.Condition.Relation;
import io.dephasing.core.rule.Evidence;
import io.dephasing.core.rule.Fact;
import io.dephasing.core.rule.Flow;
import io.dephasing.core.rule.Rule;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How an alert reads, and how it is routed. */
final class AlertWording {
  private static final double LARGE = 1_000;

  private static final Map<String, String> SINGULAR =
      Map.of(
          "instances", "instance",
          "events", "event",
          "seconds", "second",
          "runs", "run",
          "groups", "group",
          "starts", "start",
          "minutes", "minute",
          "retries/min", "retry/min");

  private AlertWording() {}

  /**
   * What is told of an alert.
   *
   * @param times how often its evidence came
   */
  static Wording of(RuleCatalogue id, Rule rule, GroupKey group, Story story, int times) {
    List<String> sentences = new ArrayList<>();
    Evidence evidence = story.firing().evidence();
    sentences.add("%s: %s".formatted(id.meaning(), numbers(evidence)));
    if (evidence.claimants() > 0) {
      sentences.add(claimants(evidence));
    }
    evidence.value(Flow.TIME_RESOLUTION).ifPresent(seconds -> sentences.add(rounded(seconds)));
    if (story.isOver()) {
      sentences.add(whole(story, times));
    }
    return new Wording(rule.summary(group, story), String.join(". ", sentences), id.runbook());
  }

  private static String numbers(Evidence evidence) {
    return Stream.concat(
            evidence.conditions().stream().map(AlertWording::text),
            evidence.facts().stream().map(AlertWording::text))
        .collect(Collectors.joining("; "));
  }

  private static String text(Condition condition) {
    boolean isUpwards =
        condition.relation() == Relation.AT_LEAST || condition.relation() == Relation.ABOVE;
    return "%s %s %s %s %s"
        .formatted(
            condition.name(),
            number(condition.value()),
            isUpwards ? "against" : "against at most",
            number(condition.threshold()),
            unit(condition.threshold(), condition.unit()));
  }

  private static String text(Fact fact) {
    return "%s %s %s".formatted(fact.name(), number(fact.value()), unit(fact.value(), fact.unit()));
  }

  /** What is counted comes first in a unit: of one, it is another word. */
  private static String unit(double value, String unit) {
    int end = unit.indexOf(' ');
    String counted = end < 0 ? unit : unit.substring(0, end);
    return value == 1
        ? SINGULAR.getOrDefault(counted, counted) + unit.substring(counted.length())
        : unit;
  }

  /** Whole where it is large or whole, else with four digits. */
  private static String number(double value) {
    boolean isWhole = value == Math.rint(value) || Math.abs(value) >= LARGE;
    return isWhole
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  private static String claimants(Evidence evidence) {
    int listed = evidence.instances().size();
    if (evidence.claimants() == 1 && listed == 1) {
      return "The instance that it is about is listed";
    }
    return listed < evidence.claimants()
        ? "%d of the %d instances that it is about %s listed"
            .formatted(listed, evidence.claimants(), listed == 1 ? "is" : "are")
        : "All %d instances that it is about are listed".formatted(listed);
  }

  private static String rounded(double seconds) {
    return seconds > 1
        ? "The times of its events are rounded to whole minutes"
        : "The times of its events are rounded to whole seconds";
  }

  private static String whole(Story story, int times) {
    String often = times > 1 ? ", %d times".formatted(times) : "";
    return "It lasted %s%s, from %s to %s, and was largest at %s"
        .formatted(
            lasted(story.endsAtMillis() - story.startsAtMillis()),
            often,
            Instant.ofEpochMilli(story.startsAtMillis()),
            Instant.ofEpochMilli(story.endsAtMillis()),
            Instant.ofEpochSecond(story.firing().instantSecond()));
  }

  private static String lasted(long millis) {
    Duration duration = Duration.ofMillis(Math.max(0, millis));
    if (duration.toMinutes() < 2) {
      return "%d s".formatted(Math.max(1, duration.toSeconds()));
    }
    return duration.toHours() < 2
        ? "%d min".formatted(duration.toMinutes())
        : "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
  }

  /** Alertmanager's labels (DASHBOARDS 6): roll-ups have no group, and over all no service. */
  static Map<String, String> labels(RuleCatalogue rule, Severity severity, GroupKey group) {
    Map<String, String> labels = new HashMap<>();
    labels.put("alertname", rule.alertName());
    labels.put("severity", severity.name().toLowerCase(Locale.ROOT));
    labels.put("kind", group.kind().id());
    if (!group.isOverAll()) {
      labels.put("service", group.service());
    }
    if (!group.isRollUp()) {
      labels.put("group", group.name());
    }
    if (group.cohort() != null) {
      labels.put("cohort", group.cohort());
    }
    return labels;
  }
}
