package io.dephasing.acceptance.docs;

import java.util.List;
import java.util.stream.Collectors;

/** Writes Markdown. */
final class Markdown {
  private static final String MADE =
      "<!-- Made by ReferencePagesTest from the code: run it with -Ddocs.update=true. -->\n\n";

  private final StringBuilder text = new StringBuilder(MADE);

  /** A page with this title. */
  static Markdown page(String title) {
    Markdown page = new Markdown();
    page.text.append("# ").append(title).append("\n\n");
    return page;
  }

  Markdown section(String title) {
    text.append("## ").append(title).append("\n\n");
    return this;
  }

  Markdown paragraph(String words) {
    text.append(words.strip()).append("\n\n");
    return this;
  }

  Markdown table(List<String> header, List<List<String>> rows) {
    row(header);
    row(header.stream().map(column -> "---").toList());
    rows.forEach(this::row);
    text.append('\n');
    return this;
  }

  private void row(List<String> cells) {
    text.append(
        cells.stream()
            .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  static String code(String words) {
    return words.isEmpty() ? "" : "`" + words + "`";
  }

  /** The whole page, with one line's end at its end. */
  String text() {
    return text.toString().strip() + "\n";
  }
}
