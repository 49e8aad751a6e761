package io.dephasing.core.alert;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.rule.AlertEvidence;
import io.dephasing.core.rule.Fact;
import io.dephasing.core.rule.MetCondition;
import io.dephasing.core.rule.Rule;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.RuleContext;
import io.dephasing.core.rule.Sentence;
import io.dephasing.core.rule.Story;
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
  private AlertWording() {}

  /**
   * What is told of an alert.
   *
   * @param times how often its evidence came
   */
  static Wording of(RuleCatalogue id, Rule rule, GroupKey group, Story story, int times) {
    List<String> sentences = new ArrayList<>();
    AlertEvidence evidence = story.firing().evidence();
    sentences.add("%s: %s".formatted(id.meaning(), numbers(evidence)));
    if (evidence.claimants() > 0) {
      sentences.add(claimants(evidence));
    }
    evidence
        .value(RuleContext.TIME_RESOLUTION)
        .ifPresent(seconds -> sentences.add(rounded(seconds)));
    if (story.isOver()) {
      sentences.add(whole(story, times));
    }
    return new Wording(rule.summary(group, story), String.join(". ", sentences), id.runbook());
  }

  private static String numbers(AlertEvidence evidence) {
    return Stream.concat(
            evidence.conditions().stream().map(MetCondition::text),
            evidence.facts().stream().map(Fact::text))
        .collect(Collectors.joining("; "));
  }

  private static String claimants(AlertEvidence evidence) {
    int listed = evidence.instances().size();
    if (evidence.claimants() == 1 && listed == 1) {
      return "The instance that it is about is listed";
    }
    return listed < evidence.claimants()
        ? String.format(
            Locale.ROOT,
            "%d of the %d instances that it is about %s listed",
            listed,
            evidence.claimants(),
            listed == 1 ? "is" : "are")
        : String.format(Locale.ROOT, "All %d instances that it is about are listed", listed);
  }

  private static String rounded(double seconds) {
    return seconds > 1
        ? "The times of its events are rounded to whole minutes"
        : "The times of its events are rounded to whole seconds";
  }

  private static String whole(Story story, int times) {
    boolean isOnce = times <= 1;
    String whole =
        String.format(
            Locale.ROOT,
            isOnce ? "The alert lasted %s, from %s to %s" : "The alert covers %s, from %s to %s",
            Sentence.lasting(story.endsAtMillis() - story.startsAtMillis()),
            Instant.ofEpochMilli(story.startsAtMillis()),
            Instant.ofEpochMilli(story.endsAtMillis()));
    String often = isOnce ? "" : String.format(Locale.ROOT, "; it was seen %d times", times);
    return whole + often + largest(story);
  }

  /** Not where that is the beginning, which is told already. */
  private static String largest(Story story) {
    long second = story.firing().instantSecond();
    return second == Math.floorDiv(story.startsAtMillis(), 1_000)
        ? ""
        : ", and was largest at " + Instant.ofEpochSecond(second);
  }

  /** Alertmanager's labels (DASHBOARDS 6): roll-ups have no group, and over all no service. */
  static Map<String, String> labels(RuleCatalogue rule, AlertSeverity severity, GroupKey group) {
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
