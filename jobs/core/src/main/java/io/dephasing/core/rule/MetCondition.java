package io.dephasing.core.rule;

import java.util.Locale;

/**
 * One number that a rule looked at, beside what it had to reach. One that does not hold is no
 * evidence, and cannot be made.
 *
 * @param name a measure's id
 * @param value as found
 * @param relation how the value stands to the threshold
 * @param threshold what it had to reach or pass
 * @param unit of both; what is said of the value alone follows after a comma: {@code estimated},
 *     {@code at least}, {@code when found}; so does {@code allowed}, where the threshold itself is
 *     still allowed
 */
public record MetCondition(
    String name, double value, Relation relation, double threshold, String unit) {
  /** How a value stands to its threshold. */
  public enum Relation {
    AT_LEAST,
    ABOVE,
    AT_MOST,
    BELOW;

    private boolean holds(double value, double threshold) {
      return switch (this) {
        case AT_LEAST -> value >= threshold;
        case ABOVE -> value > threshold;
        case AT_MOST -> value <= threshold;
        case BELOW -> value < threshold;
      };
    }
  }

  public MetCondition {
    if (!relation.holds(value, threshold)) {
      throw new UnmetConditionException(
          String.format(
              Locale.ROOT,
              "%s %s is not %s %s: no evidence",
              name,
              value,
              relation.name().toLowerCase(Locale.ROOT).replace('_', ' '),
              threshold));
    }
  }

  /** A value that had to reach its threshold. */
  public MetCondition(String name, double value, double threshold, String unit) {
    this(name, value, Relation.AT_LEAST, threshold, unit);
  }

  /** A value that had to pass its threshold. */
  public static MetCondition above(String name, double value, double threshold, String unit) {
    return new MetCondition(name, value, Relation.ABOVE, threshold, unit);
  }

  /** A value that had to be no more than its threshold. */
  public static MetCondition atMost(String name, double value, double threshold, String unit) {
    return new MetCondition(name, value, Relation.AT_MOST, threshold, unit);
  }

  /** A value that had to stay under its threshold. */
  public static MetCondition below(String name, double value, double threshold, String unit) {
    return new MetCondition(name, value, Relation.BELOW, threshold, unit);
  }

  /** What was written without its relation: it held, so the numbers tell which. */
  static MetCondition held(String name, double value, double threshold, String unit) {
    return new MetCondition(
        name, value, value >= threshold ? Relation.AT_LEAST : Relation.AT_MOST, threshold, unit);
  }

  /** Name and value, and from where on the rule fires. */
  public String text() {
    boolean isUpwards = relation == Relation.AT_LEAST || relation == Relation.ABOVE;
    return text(name, value, threshold, unit, isUpwards);
  }

  /** The same of what was written without its relation. */
  public static String text(String name, double value, double threshold, String unit) {
    return text(name, value, threshold, unit, value >= threshold);
  }

  private static String text(
      String name, double value, double threshold, String unit, boolean isUpwards) {
    return "%s %s against %s"
        .formatted(
            name, Quantity.value(value, unit), Quantity.threshold(threshold, unit, isUpwards));
  }
}
