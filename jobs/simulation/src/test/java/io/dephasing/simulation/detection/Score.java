package io.dephasing.simulation.detection;

import io.dephasing.simulation.ScenarioLabels;
import java.util.ArrayList;
import java.util.List;

/** How a rule has done over labelled events. */
final class Score {
  private int found;
  private int missed;
  private int falseAlarms;
  private final List<Double> onsets = new ArrayList<>();

  void found(ScenarioLabels.Firing label, long startsAtMillis, long sharpMillis) {
    found++;
    if (label.toleranceMillis() <= sharpMillis) {
      onsets.add(Math.abs(startsAtMillis - label.instantMillis()) / 1e3);
    }
  }

  void missed() {
    missed++;
  }

  void falseAlarm() {
    falseAlarms++;
  }

  int falseAlarms() {
    return falseAlarms;
  }

  /** Found of all that there was; NaN where there was nothing. */
  double recall() {
    return found / (double) (found + missed);
  }

  /** Median distance of an alert's start from the truth, s; NaN where that is not sharp. */
  double medianOnsetSeconds() {
    List<Double> sorted = onsets.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }

  String line() {
    return onsets.isEmpty()
        ? "%6.3f %6d  -".formatted(recall(), falseAlarms)
        : "%6.3f %6d  %.2f (of %d)"
            .formatted(recall(), falseAlarms, medianOnsetSeconds(), onsets.size());
  }
}
