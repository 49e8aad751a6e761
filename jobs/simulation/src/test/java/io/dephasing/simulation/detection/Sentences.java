package io.dephasing.simulation.detection;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.alert.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * What alerts say, of each rule one example for each form of its sentences, as a page that a person
 * can read from top to bottom. With {@code -Dsentences.update=true} it is written.
 */
final class Sentences {
  static final Path PAGE = Path.of("src/test/resources/alerts/sentences.md");

  private static final boolean UPDATES = Boolean.getBoolean("sentences.update");

  /** The example that comes first in the order of letters, so that the order of plays is none. */
  private final TreeMap<String, String> byForm = new TreeMap<>();

  void add(AlertTransition alert) {
    String moment =
        alert.status() == Status.RESOLVED
            ? "3 over"
            : alert.retelling().revision() == 0 ? "1 begins" : "2 told again";
    String summary = alert.finding().wording().summary();
    String form = form(alert, summary);
    String example = summary + "\n  " + alert.finding().wording().description();
    byForm.merge(
        alert.identity().rule() + "\n" + moment + "\n" + form,
        example,
        (one, other) -> one.compareTo(other) <= 0 ? one : other);
  }

  /** Names and numbers are the same sentence, but one of something is another than many. */
  private static String form(AlertTransition alert, String text) {
    return text.replace(alert.group().service(), "S")
        .replace(alert.group().name(), "N")
        .replaceAll("\\b1 ", "one ")
        .replaceAll("[0-9]+([.,:][0-9]+)*", "9");
  }

  /** The page as it would be now. */
  String page() {
    StringBuilder page =
        new StringBuilder(
            "<!-- Made by ScenarioAlertsTest: run it with -Dsentences.update=true. -->\n");
    String rule = "";
    for (var entry : byForm.entrySet()) {
      String[] keys = entry.getKey().split("\n", -1);
      if (!keys[0].equals(rule)) {
        rule = keys[0];
        page.append("\n## ").append(rule).append("\n\n");
      }
      page.append("- *").append(keys[1].substring(2)).append(":* ");
      page.append(entry.getValue()).append('\n');
    }
    return page.toString();
  }

  /** The page as it is kept. */
  String kept() {
    try {
      if (UPDATES) {
        Files.createDirectories(PAGE.getParent());
        Files.writeString(PAGE, page());
      }
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
