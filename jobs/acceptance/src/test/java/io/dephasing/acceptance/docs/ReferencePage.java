package io.dephasing.acceptance.docs;

import io.dephasing.repository.Repository;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The catalogue of reference pages: each is written from a catalogue in the code. */
enum ReferencePage {
  SLIS("slis.md", SlisPage::text),
  RULES("rules.md", RulesPage::text),
  OPTIONS("options.md", OptionsPage::text),
  SCHEMAS("schemas.md", SchemasPage::text),
  METRICS("metrics.md", MetricsPage::text);

  private final String file;

  @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
  private final Supplier<String> writer;

  ReferencePage(String file, Supplier<String> writer) {
    this.file = file;
    this.writer = writer;
  }

  Path path() {
    return Repository.ROOT.resolve("docs/reference").resolve(file);
  }

  String text() {
    return writer.get();
  }
}
