package io.dephasing.export.prometheus;

import io.dephasing.export.series.Advice;
import io.dephasing.export.series.AlertChange;
import io.dephasing.schemas.Alert;
import io.dephasing.schemas.Recommendation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Alerts and recommendations as what their series are made of. */
public final class Exportables {
  private Exportables() {}

  /** A transition. */
  public static AlertChange change(Alert alert) {
    return new AlertChange(
        SliSeries.key(alert.getGroup()),
        alert.getAlertId(),
        alertName(alert),
        alert.getSeverity().name().toLowerCase(Locale.ROOT),
        AlertChange.Status.valueOf(alert.getState().name()),
        alert.getDecidedAt().toEpochMilli(),
        alert.getRollout() != null);
  }

  /** A recommendation. */
  public static Advice advice(Recommendation recommendation) {
    return new Advice(
        SliSeries.key(recommendation.getGroup()),
        recommendation.getDecidedAt().toEpochMilli(),
        recommendation.getSpreadWindowMillis() / 1e3,
        recommendation.getExpectedPeakPerSecond(),
        recommendation.getAddedDelayMillis() / 1e3);
  }

  /** {@code Dephasing} and the rule's id in upper camel case, where the record does not say. */
  public static String alertName(Alert alert) {
    @Nullable String given = alert.getLabels().get("alertname");
    if (given != null && !given.isEmpty()) {
      return given;
    }
    StringBuilder name = new StringBuilder("Dephasing");
    for (String word : alert.getRule().split("-", -1)) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return name.toString();
  }
}
