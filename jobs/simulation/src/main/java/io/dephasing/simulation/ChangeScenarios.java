package io.dephasing.simulation;

import static io.dephasing.simulation.Scene.HOUR;
import static io.dephasing.simulation.Scene.MINUTE;
import static io.dephasing.simulation.Scene.NOON;
import static io.dephasing.simulation.Scene.SECOND;

import io.dephasing.core.annotation.AnnotationKind;
import io.dephasing.core.annotation.AnnotationScope;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.event.GroupKey;

/** Scenarios of dephasing that was changed, and of what came of it: people have told when. */
final class ChangeScenarios {
  private static final GroupKey SETTLE = Scene.job("ledger", "settle-accounts");
  private static final GroupKey RENDER = Scene.job("reports", "render");

  /** Cycles are blocks here: enough of them in an hour. */
  private static final long SHORT_PERIOD = 5 * MINUTE;

  private static final long SHORT_CHANGE = NOON + 95 * MINUTE;

  /** Durations are compared by the hour, and five hours are needed on each side. */
  private static final long LONG_PERIOD = 10 * MINUTE;

  private static final long LONG_CHANGE = NOON + 6 * HOUR + 30 * MINUTE;

  private ChangeScenarios() {}

  /** What fails does so for a reason of its own: the peak is a third, the failures are as many. */
  static LabelledEvents maskedFailures(long seed) {
    return failures(seed, 0.2)
        .labelled(
            ScenarioLabels.Firing.once(
                    ScenarioLabels.MASKED_FAILURE, SETTLE, SHORT_CHANGE + 35 * MINUTE, 15 * MINUTE)
                .until(NOON + 3 * HOUR));
  }

  /** What failed did so because of the peak: fewer fail now, though not none. */
  static LabelledEvents curedFailures(long seed) {
    return failures(seed, 0.08).labelled();
  }

  private static Scene failures(long seed, double ratioAfter) {
    return new Scene(seed, NOON, 3 * HOUR)
        .during(settling(MINUTE, 0.2), NOON, SHORT_CHANGE - NOON)
        .during(settling(4 * MINUTE, ratioAfter), SHORT_CHANGE, NOON + 3 * HOUR - SHORT_CHANGE)
        .withNeighbours()
        .told(changed(SETTLE, SHORT_CHANGE, "spread over 4 min"));
  }

  private static Fleet settling(long spreadMillis, double failureRatio) {
    return Fleets.following(60, Rhythm.jittered(SHORT_PERIOD, spreadMillis).failing(failureRatio))
        .running(10 * SECOND)
        .of(SETTLE);
  }

  /** The same work, now at an hour at which something else is in its way. */
  static LabelledEvents longerRuns(long seed) {
    return durations(seed, 40 * SECOND)
        .labelled(
            ScenarioLabels.Firing.once(
                    ScenarioLabels.OVER_THROTTLED, RENDER, NOON + 11 * HOUR, 20 * MINUTE)
                .until(NOON + 13 * HOUR));
  }

  /** A tenth longer: not worth a ticket, and less than a histogram can tell. */
  static LabelledEvents hardlyLongerRuns(long seed) {
    return durations(seed, 22 * SECOND).labelled();
  }

  private static Scene durations(long seed, long meanMillisAfter) {
    return new Scene(seed, NOON, 13 * HOUR)
        .during(rendering(MINUTE, 20 * SECOND), NOON, LONG_CHANGE - NOON)
        .during(rendering(4 * MINUTE, meanMillisAfter), LONG_CHANGE, NOON + 13 * HOUR - LONG_CHANGE)
        .withQuietNeighbours()
        .told(changed(RENDER, LONG_CHANGE, "spread over 4 min"));
  }

  /** None fails: with the peak reduced, failures that stay would be news of their own. */
  private static Fleet rendering(long spreadMillis, long meanMillis) {
    return Fleets.following(20, Rhythm.jittered(LONG_PERIOD, spreadMillis).failing(0))
        .running(meanMillis)
        .of(RENDER);
  }

  private static ScopedAnnotation changed(GroupKey group, long atMillis, String title) {
    return new ScopedAnnotation(
        "%s/%s/%d".formatted(AnnotationKind.DEPHASING_CHANGE.id(), group.service(), atMillis),
        AnnotationKind.DEPHASING_CHANGE,
        AnnotationScope.ofService(group.service()),
        ScopedAnnotation.Period.at(atMillis),
        new ScopedAnnotation.Text(title, null, null, null));
  }
}
