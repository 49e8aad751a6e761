package io.dephasing.dashboards;

/** The few shapes that most expressions have, around selectors. */
final class Promql {
  /** What stands for one group and its cohort. */
  static final String ON_GROUP = "on (kind, service, group, cohort)";

  private static final String INTERVAL = "[$__interval]";
  private static final String RANGE = "[$__range]";

  private Promql() {}

  static String maxBy(String labels, String expression) {
    return "max by (" + labels + ") (" + expression + ")";
  }

  static String sumBy(String labels, String expression) {
    return "sum by (" + labels + ") (" + expression + ")";
  }

  /** The largest window of each step, so that zooming out hides no peak. */
  static String peaks(String selector) {
    return "max_over_time(" + selector + INTERVAL + ")";
  }

  /** All windows of each step together: for counts. */
  static String totals(String selector) {
    return "sum_over_time(" + selector + INTERVAL + ")";
  }

  /** The newest window of each step. */
  static String newest(String selector) {
    return "last_over_time(" + selector + INTERVAL + ")";
  }

  /** The newest value of the time range: a group that runs once a day has one too. */
  static String latest(String selector) {
    return "last_over_time(" + selector + RANGE + ")";
  }

  /** How much a counter grew in each step. */
  static String growth(String selector) {
    return "increase(" + selector + INTERVAL + ")";
  }

  /** How much a counter grew in the time range. */
  static String growthOfRange(String selector) {
    return "increase(" + selector + RANGE + ")";
  }

  static String perSecond(String counter) {
    return "rate(" + counter + "[$__rate_interval])";
  }

  /** A p-value as people compare them: 3 is one in a thousand. */
  static String decades(String pValue) {
    return "-log10(" + pValue + ")";
  }

  /** The strictest of the chosen groups' limits. */
  static String strictest(String limit) {
    return "min(" + limit + ")";
  }
}
