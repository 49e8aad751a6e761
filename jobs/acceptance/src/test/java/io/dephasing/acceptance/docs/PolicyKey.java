package io.dephasing.acceptance.docs;

import io.dephasing.core.policy.Policy;
import java.util.List;
import java.util.Locale;

/**
 * A key of {@code default-policy}.
 *
 * @param name as it is written
 * @param standard what holds where it is left out, for people
 * @param allowed what it may be, for people
 * @param help what it does
 */
record PolicyKey(String name, String standard, String allowed, String help) {
  /** All keys; a test holds that the job knows these and no other. */
  static List<PolicyKey> all() {
    Policy standard = Policy.DEFAULT;
    return List.of(
        new PolicyKey(
            "limits",
            "none",
            "a map from the id of a measure to a number from 0 on",
            "A window is bad when a measure passes its limit. `rate_peak_per_second` also makes"
                + " `peak-rate` fire, and `herd` a PAGE, where one second passes it;"
                + " `concurrency_max` makes `concurrency` fire."),
        new PolicyKey(
            "severity",
            standard.severity().name().toLowerCase(Locale.ROOT),
            "page, ticket",
            "Severity of `peak-rate` and `concurrency`."),
        new PolicyKey(
            "spreadSeconds",
            "the larger of %.0f and what the events configure"
                .formatted(Policy.DEFAULT_SPREAD_SECONDS),
            "a number above 0",
            "D, over which members should be spread. Below 6 `herd` cannot fire."),
        new PolicyKey(
            "cadenceSeconds",
            "from scheduled times, else from the events",
            "a number above 0",
            "How often the group acts."),
        new PolicyKey(
            "members",
            "from the events of 24 h",
            "a whole number from 1 on",
            "M, how many instances the group has."),
        new PolicyKey(
            "objective",
            String.valueOf(standard.objective()),
            "above 0 and below 1",
            "Share of windows that should comply; published with each SLI."),
        new PolicyKey(
            "falseAlarmsPer30Days",
            String.valueOf(standard.falseAlarmsPer30Days()),
            "a number above 0",
            "Budget of `herd` for each group and width, against chance. Fleets of more than 1000"
                + " groups should take 0.001."),
        new PolicyKey(
            "timeline",
            String.valueOf(standard.timeline()),
            "true, false",
            "Whether each SLI tells what some instances did, and not only while an alert is out."));
  }

  List<String> row() {
    return List.of(Markdown.code(name), standard, allowed, help);
  }
}
