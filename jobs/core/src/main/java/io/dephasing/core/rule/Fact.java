package io.dephasing.core.rule;

/**
 * A number that an alert tells and that nothing was compared with: how many members there are, how
 * often they act.
 *
 * @param name a measure's id
 * @param value as found
 * @param unit of the value; as a {@link MetCondition}'s
 */
public record Fact(String name, double value, String unit) {
  /** Name and value. */
  public String text() {
    return "%s %s %s".formatted(name, Quantity.value(value, unit), Quantity.unit(value, unit));
  }
}
