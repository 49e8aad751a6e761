package io.dephasing.core.rule;

import java.util.Locale;

/** Numbers as an alert says them: the same in all of its sentences, whatever the locale. */
public final class Sentence {
  private static final double LARGE = 1_000;
  private static final double PERCENT = 100;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  /** From so much on seconds are no news, or minutes. */
  private static final long TWO = 2;

  private Sentence() {}

  /** Whole where it is large or whole, else with four digits. */
  public static String number(double value) {
    boolean isWhole = value == Math.rint(value) || Math.abs(value) >= LARGE;
    return String.format(Locale.ROOT, isWhole ? "%.0f" : "%.4g", value);
  }

  /** How long: in seconds, then minutes and seconds, then hours and minutes, each from two on. */
  public static String lasting(long millis) {
    long rounded = Math.max(SECOND, Math.round(millis / (double) SECOND) * SECOND);
    if (rounded < TWO * MINUTE) {
      return rounded / SECOND + " s";
    }
    if (rounded < TWO * HOUR) {
      return rounded / MINUTE + " min" + rest(rounded % MINUTE / SECOND, " s");
    }
    long minutes = Math.round(rounded / (double) MINUTE);
    return minutes / 60 + " h" + rest(minutes % 60, " min");
  }

  private static String rest(long count, String unit) {
    return count == 0 ? "" : " " + count + unit;
  }

  /** A share in whole percent. */
  static String percent(double share) {
    double percent = PERCENT * share;
    return percent > 0 && percent < 1
        ? "less than 1 %"
        : String.format(Locale.ROOT, "%.0f %%", percent);
  }
}
