package io.dephasing.acceptance.docs;

import io.dephasing.topology.Options;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of options, from {@link Options}. */
final class OptionsPage {
  private OptionsPage() {}

  static String text() {
    return Markdown.page("Options")
        .paragraph(
            """
            The configuration is one YAML file. A key is its path with dots between; it may be
            written nested or with dots. Unknown keys and values that are not allowed are refused
            before the first record. Durations are written as `2 s`, `500 ms`, `10 min` or `1 h`.""")
        .table(
            List.of("key", "default", "allowed", "what it does"),
            Options.all().stream().map(OptionsPage::row).toList())
        .section("default-policy")
        .paragraph(
            """
            What every group is held to. Its shape is that of one entry of a policy file. Whatever
            is left out keeps its default.""")
        .table(
            List.of("key", "default", "allowed", "what it does"),
            PolicyKey.all().stream().map(PolicyKey::row).toList())
        .paragraph(
            """
            ```yaml
            default-policy:
              limits:
                rate_peak_per_second: 50
                concurrency_max: 20
              severity: page
              spreadSeconds: 300
            ```""")
        .text();
  }

  private static List<String> row(Options option) {
    return List.of(
        Markdown.code(option.key()),
        Markdown.code(option.defaultValue().map(OptionsPage::text).orElse("")),
        option.allowed(),
        option.help());
  }

  private static String text(Object value) {
    if (value instanceof Duration duration) {
      return duration.toMillis() % 1000 == 0
          ? duration.toSeconds() + " s"
          : duration.toMillis() + " ms";
    }
    if (value instanceof List<?> list) {
      return list.toString();
    }
    return Optional.of(value)
        .filter(each -> !(each instanceof Map<?, ?> map && map.isEmpty()))
        .map(Object::toString)
        .orElse("{}");
  }
}
