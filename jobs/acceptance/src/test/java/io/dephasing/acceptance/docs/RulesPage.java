package io.dephasing.acceptance.docs;

import io.dephasing.core.rule.RuleCatalogue;
import java.util.List;

/** The page of rules, from {@link RuleCatalogue}. */
final class RulesPage {
  private RulesPage() {}

  static String text() {
    return Markdown.page("Rules")
        .paragraph(
            """
            Most rules look at one group; `retry-flood` looks at a service, `cross-group` at the
            groups of a service, or of all. They look in flight, while a window is open, or, where
            they compare with an hour or a day, once a minute has settled. Most fire where effect,
            significance and size all hold; the limits (`peak-rate`, `concurrency`,
            `consistency-window`) have no statistics. The id is `rule` on the wire and stays for ever; the
            alert's name is Alertmanager's `alertname`.""")
        .table(
            List.of("id", "alert name", "fires when", "METHOD", "runbook"),
            RuleCatalogue.all().stream().map(RulesPage::row).toList())
        .paragraph(
            """
            `peak-rate` and `concurrency` are silent until `default-policy` sets a limit on
            `rate_peak_per_second` or `concurrency_max`: see [options](options.md).""")
        .text();
  }

  private static List<String> row(RuleCatalogue rule) {
    return List.of(
        Markdown.code(rule.id()),
        Markdown.code(rule.alertName()),
        rule.meaning(),
        MethodLinks.of(rule.method()),
        "[%s](../%s)".formatted(rule.id(), rule.runbook()));
  }
}
