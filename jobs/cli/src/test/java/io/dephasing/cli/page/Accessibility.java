package io.dephasing.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** What axe-core finds wrong with a page: names, roles, contrast, landmarks. */
final class Accessibility {
  private static final String RUN =
      "() => axe.run().then(r => r.violations.map("
          + "v => `${v.id}: ${v.help}: ` + v.nodes.map(n => n.html + ' ' + n.failureSummary).join('; ')))";

  private Accessibility() {}

  /** One line for each rule that is broken. */
  static List<?> violations(Page page) {
    page.evaluate(script());
    return (List<?>) page.evaluate(RUN);
  }

  private static String script() {
    try (InputStream in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      if (in == null) {
        throw new AssertionError("axe.min.js is not on the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("axe.min.js cannot be read", e);
    }
  }
}
