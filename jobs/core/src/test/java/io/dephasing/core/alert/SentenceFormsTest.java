package io.dephasing.core.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.policy.AlertSeverity;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.rule.AlertEvidence;
import io.dephasing.core.rule.Fact;
import io.dephasing.core.rule.Firing;
import io.dephasing.core.rule.MetCondition;
import io.dephasing.core.rule.Rule;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Each rule's sentences of one and of many, while it lasts and when it is over, as a page that a
 * person can read: no scenario makes all of them. With {@code -Dsentences.update=true} it is
 * written.
 */
class SentenceFormsTest {
  private static final Path PAGE = Path.of("src/test/resources/alerts/forms.md");
  private static final boolean UPDATES = Boolean.getBoolean("sentences.update");
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final long START = 1_772_700_000;

  @Test
  void one_and_many_begin_and_end_as_somebody_has_read() throws IOException {
    StringBuilder page =
        new StringBuilder(
            "<!-- Made by SentenceFormsTest: run it with -Dsentences.update=true. -->\n");
    for (RuleCatalogue id : RuleCatalogue.all()) {
      page.append("\n## ").append(id.id()).append("\n\n");
      for (AlertEvidence evidence : evidence(id)) {
        forms(id, evidence).forEach(form -> page.append("- ").append(form).append('\n'));
      }
    }
    if (UPDATES) {
      Files.writeString(PAGE, page);
    }

    assertThat(page.toString())
        .as("read what has changed, then write it with -Dsentences.update=true")
        .isEqualTo(Files.readString(PAGE));
  }

  @Test
  void what_is_one_is_told_as_one() {
    AlertEvidence evidence =
        new AlertEvidence(
            List.of(new MetCondition("herd_size", 1, 1, "instances")),
            List.of(new Fact("time_resolution_seconds", 60, "seconds")),
            List.of(),
            List.of("pod-7"),
            1);
    Firing firing = new Firing(START, 2, START, 1, AlertSeverity.TICKET, evidence, START * 1000);
    Story story = new Story(firing, START * 1000, Absent.MILLIS);
    Rule rule = RuleCatalogue.HERD.create(Policy.DEFAULT);

    assertThat(AlertWording.of(RuleCatalogue.HERD, rule, GROUP, story, 1).description())
        .isEqualTo(
            "many distinct instances act within seconds: herd_size 1 against 1 needed instance;"
                + " time_resolution_seconds 60 seconds. The instance that it is about is listed."
                + " The times of its events are rounded to whole minutes");
  }

  private static Set<String> forms(RuleCatalogue id, AlertEvidence evidence) {
    Rule rule = id.create(Policy.DEFAULT);
    Set<String> forms = new LinkedHashSet<>();
    for (int size : sizes(id)) {
      for (long seconds : new long[] {0, 420}) {
        long end = seconds == 0 ? Absent.MILLIS : (START + seconds) * 1000;
        Firing firing =
            new Firing(START, 2, START, size, AlertSeverity.TICKET, evidence, START * 1000);
        forms.add(rule.summary(group(id), new Story(firing, START * 1000, end)));
      }
    }
    return forms;
  }

  /** Of six cycles there are no twelve. */
  private static int[] sizes(RuleCatalogue id) {
    return id == RuleCatalogue.PHASE_LOCK ? new int[] {4, 6} : new int[] {1, 12};
  }

  private static GroupKey group(RuleCatalogue id) {
    return switch (id) {
      case RETRY_FLOOD -> new GroupKey(EventKind.RETRY, "shop", "call", null).serviceRollUp();
      case CROSS_GROUP -> GROUP.serviceRollUp();
      default -> GROUP;
    };
  }

  /** What the rule's sentences look at, once for each of its reasons. */
  private static List<AlertEvidence> evidence(RuleCatalogue id) {
    return switch (id) {
      case HERD -> List.of(herd("instances"), herd("instances, estimated"));
      case PEAK_RATE ->
          List.of(of(MetCondition.above("rate_peak_per_second", 12, 10, "per second")));
      case CONCURRENCY ->
          List.of(
              of(MetCondition.above("concurrency_max", 12, 1, "runs")),
              of(MetCondition.above("concurrency_max", 12, 2.5, "runs")));
      case CONSISTENCY_WINDOW ->
          List.of(of(MetCondition.above("consistency_window_seconds", 876, 854, "seconds")));
      case COLD_START_WAVE -> List.of(of(new MetCondition("starts", 20, 10, "starts that say")));
      case OFFSET_IGNORED ->
          List.of(
              of(new MetCondition("offset_zero_ratio", 1, 0.5, "ratio")),
              of(MetCondition.below("offset_slope", 0.1, 0.5, "slope")),
              of(new MetCondition("offset_outside_events", 5, 5, "events")));
      case OFFSET_TOO_SMALL ->
          List.of(
              of(MetCondition.below("offset_distinct_ratio", 0.45, 0.5, "ratio")),
              of(MetCondition.below("offset_coverage_ratio", 0.004, 0.5, "ratio")));
      case OVER_THROTTLED -> overThrottled();
      case MASKED_FAILURE -> maskedFailure();
      case REMEDIATION_STORM ->
          List.of(
              of(new MetCondition("in_flight", 3, 3, "runs")),
              of(new MetCondition("events", 3, 3, "starts/min")));
      case PHASE_LOCK -> List.of(recurring("cycles"), recurring("windows"));
      case STAMPEDE ->
          List.of(of(new MetCondition("resource_events_max", 12, 10, "events/min for k")));
      case RETRY_FLOOD -> retryFlood();
      case CLOCK_SKEW -> List.of(skew(1, "ahead"), skew(40, "behind"));
      case LATE_EVENTS ->
          List.of(late(), late(new Fact("broker_delay_p99_seconds", 310, "seconds")));
      default -> List.of(of(new MetCondition("herd_size", 1, 1, "instances")));
    };
  }

  private static List<AlertEvidence> overThrottled() {
    return List.of(
        of(
            new MetCondition("critical_offset_ratio", 0.6, 0.5, "ratio"),
            new MetCondition("critical_starts", 20, 5, "starts of a minute")),
        of(MetCondition.above("critical_start_delay_p99_seconds", 90, 66, "seconds")),
        of(new MetCondition("duration_p99_seconds", 61, 39, "seconds")));
  }

  private static List<AlertEvidence> maskedFailure() {
    MetCondition peak = MetCondition.below("rate_peak_per_second", 2.5, 4.2, "per second");
    return List.of(
        of(peak, MetCondition.above("failure_ratio", 0.21, 0.16, "ratio")),
        of(peak, MetCondition.above("further_retries_ratio", 1.3, 1, "further retries")));
  }

  private static List<AlertEvidence> retryFlood() {
    List<MetCondition> conditions = List.of(new MetCondition("events", 30, 30, "retries/min"));
    return List.of(
        new AlertEvidence(conditions, List.of(), List.of()),
        new AlertEvidence(conditions, List.of(), List.of(), List.of("client-7"), 1));
  }

  private static AlertEvidence of(MetCondition... conditions) {
    return new AlertEvidence(List.of(conditions), List.of(), List.of());
  }

  private static AlertEvidence herd(String unit) {
    return new AlertEvidence(
        List.of(new MetCondition("herd_size", 12, 5, unit)),
        List.of(new Fact("members", 40, "instances")),
        List.of(),
        List.of(),
        0);
  }

  private static AlertEvidence recurring(String what) {
    return of(
        new MetCondition(what, 4, 4, "of the last 6"),
        new MetCondition("herd_size", 7, 5, "instances"));
  }

  private static AlertEvidence skew(int members, String side) {
    return new AlertEvidence(
        List.of(new MetCondition("instances", 3, 3, "instances with clocks more than 6 s " + side)),
        List.of(new Fact("compared", 22, "instances"), new Fact("members", members, "instances")),
        List.of(),
        List.of("a"),
        3);
  }

  private static AlertEvidence late(Fact... more) {
    List<Fact> facts = new ArrayList<>(List.of(more));
    facts.add(new Fact("events", 40, "events of ten minutes"));
    facts.add(new Fact("allowed_lateness_seconds", 120, "seconds"));
    return new AlertEvidence(
        List.of(new MetCondition("late_events", 12, 10, "events of ten minutes")),
        facts,
        List.of(),
        List.of(),
        0);
  }
}
