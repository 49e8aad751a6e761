package io.dephasing.acceptance.docs;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.sli.Measure;
import java.util.List;
import java.util.stream.Collectors;

/** The page of SLIs, from {@link Measure}. */
final class SlisPage {
  private SlisPage() {}

  static String text() {
    return Markdown.page("SLIs")
        .paragraph(
            """
            Each record of `dephasing.slis` describes one group in one window of a minute. Its field
            `measures` is a map of what is in this table; what is undefined has no key, and is never
            0. An id is the same in a policy's `limits` and in an alert's evidence, and stays for
            ever.""")
        .paragraph(
            """
            In the formulas: t is an event time, n the events of the window, c the 60 counts per
            second, K distinct instances, M members, D the spread objective (the policy's, else the
            larger of 60 s and what the events configure), λ the trailing rate. Starts and retries
            are events; ENDs count only where ends, durations or outcomes are named. Quantiles of
            durations and delays come from a histogram whose relative error is below 1/9.""")
        .table(
            List.of("id", "reading", "unit", "formula", "kinds", "METHOD"),
            Measure.all().stream().map(SlisPage::row).toList())
        .section("Kinds")
        .paragraph(
            "Measures of runs need ENDs: %s are absent until a group has reported one."
                .formatted("`concurrency_*`, `in_flight`, `orphan_ends` and `expired_runs`"))
        .text();
  }

  private static List<String> row(Measure measure) {
    return List.of(
        Markdown.code(measure.id()),
        measure.help(),
        measure.unit(),
        MeasureFormulas.of(measure),
        kinds(measure),
        MethodLinks.of(measure.method()));
  }

  private static String kinds(Measure measure) {
    boolean isOfAll = EventKind.all().stream().allMatch(measure::isOf);
    return isOfAll
        ? "all"
        : EventKind.all().stream()
            .filter(measure::isOf)
            .map(EventKind::id)
            .collect(Collectors.joining(", "));
  }
}
