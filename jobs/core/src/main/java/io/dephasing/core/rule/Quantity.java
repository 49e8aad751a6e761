package io.dephasing.core.rule;

import java.util.Map;

/** A value with its unit, of which one is another word than many. */
final class Quantity {
  private static final Map<String, String> SINGULAR =
      Map.ofEntries(
          Map.entry("instances", "instance"),
          Map.entry("clients", "client"),
          Map.entry("events", "event"),
          Map.entry("seconds", "second"),
          Map.entry("runs", "run"),
          Map.entry("groups", "group"),
          Map.entry("starts", "start"),
          Map.entry("minutes", "minute"),
          Map.entry("retries/min", "retry/min"));

  /** What a unit says of the value, which the threshold is not. */
  private static final Map<String, String> OF_THE_VALUE =
      Map.of(
          ", estimated", "about %s", ", at least", "at least %s", ", when found", "%s when found");

  /** Ends the unit of a limit: what is equal to it does not fire yet. */
  static final String ALLOWED = ", allowed";

  private Quantity() {}

  /** From where on a rule fires. */
  static String threshold(double threshold, String unit, boolean isUpwards) {
    boolean isLimit = unit.endsWith(ALLOWED);
    String bare = isLimit ? unit.substring(0, unit.length() - ALLOWED.length()) : unit;
    String number = Sentence.number(threshold);
    String counted = unit(threshold, bare);
    if (isLimit) {
      return number + " allowed " + counted;
    }
    return isUpwards ? number + " needed " + counted : number + " " + counted + " at most";
  }

  /** A value without its unit. */
  static String value(double value, String unit) {
    return OF_THE_VALUE.entrySet().stream()
        .filter(each -> unit.endsWith(each.getKey()))
        .map(each -> each.getValue().formatted(Sentence.number(value)))
        .findFirst()
        .orElseGet(() -> Sentence.number(value));
  }

  /** What is counted comes first in a unit. */
  static String unit(double value, String unit) {
    String bare =
        OF_THE_VALUE.keySet().stream()
            .filter(unit::endsWith)
            .map(end -> unit.substring(0, unit.length() - end.length()))
            .findFirst()
            .orElse(unit);
    int end = bare.indexOf(' ');
    String counted = end < 0 ? bare : bare.substring(0, end);
    return value == 1
        ? SINGULAR.getOrDefault(counted, counted) + bare.substring(counted.length())
        : bare;
  }
}
