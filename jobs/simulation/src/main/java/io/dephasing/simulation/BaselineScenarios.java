package io.dephasing.simulation;

import static io.dephasing.simulation.Scene.HOUR;
import static io.dephasing.simulation.Scene.MIDNIGHT;
import static io.dephasing.simulation.Scene.MINUTE;
import static io.dephasing.simulation.Scene.SECOND;

import io.dephasing.core.event.Details;
import io.dephasing.core.event.GroupKey;
import java.util.function.UnaryOperator;

/** Scenarios that only who remembers the days before can judge: few members, long times. */
final class BaselineScenarios {
  private static final long DAY = 24 * HOUR;

  /** One after the other, too far apart for a herd and too close for chance. */
  private static final Rhythm IN_A_ROW =
      (stretch, members, random, actions) -> {
        for (int member = 0; member < members; member++) {
          long at = stretch.fromMillis() + stretch.lengthMillis() * member / members;
          actions.accept(new Action(member, at + random.nextLong(SECOND), Details.NONE));
        }
      };

  private BaselineScenarios() {}

  static LabelledEvents narrowedSpread(long seed) {
    GroupKey group = Scene.job("catalog", "reindex");
    return spread(seed, group, 42)
        .labelled(
            ScenarioLabels.Firing.once(
                    ScenarioLabels.SPREAD_REGRESSION, group, MIDNIGHT + 5 * HOUR, 4 * HOUR)
                .until(MIDNIGHT + DAY));
  }

  static LabelledEvents slightlyNarrowedSpread(long seed) {
    return spread(seed, Scene.job("catalog", "reindex"), 54).labelled();
  }

  private static Scene spread(long seed, GroupKey group, long seconds) {
    return new Scene(seed, MIDNIGHT - 7 * DAY, 8 * DAY)
        .withQuietNeighbours()
        .during(
            Fleets.jittered(20, HOUR, MINUTE).running(5 * SECOND).of(group),
            MIDNIGHT - 7 * DAY,
            7 * DAY)
        .during(
            Fleets.jittered(20, HOUR, seconds * SECOND).running(5 * SECOND).of(group),
            MIDNIGHT,
            DAY);
  }

  static LabelledEvents shiftedSpike(long seed) {
    GroupKey group = Scene.job("ledger", "close-books");
    long shifted = MIDNIGHT + 20 * MINUTE;
    return spike(seed, group, 20 * MINUTE)
        .labelled(
            ScenarioLabels.Firing.once(
                    ScenarioLabels.SHIFTED_SPIKE, group, shifted + 3 * HOUR, 90 * MINUTE)
                .until(MIDNIGHT + 10 * HOUR),
            closeTogether(group));
  }

  static LabelledEvents nudgedSpike(long seed) {
    GroupKey group = Scene.job("ledger", "close-books");
    return spike(seed, group, 40 * SECOND).labelled(closeTogether(group));
  }

  /** Fourteen hours on the hour, then ten of them later by this. */
  private static Scene spike(long seed, GroupKey group, long laterMillis) {
    Scene scene = new Scene(seed, MIDNIGHT - 14 * HOUR, 24 * HOUR).withQuietNeighbours();
    Fleet books = new Fleet(8, group, seed, 0, 0, SECOND, UnaryOperator.identity(), IN_A_ROW);
    for (int hour = -14; hour < 10; hour++) {
      long later = hour < 0 ? 0 : laterMillis;
      scene.during(books, MIDNIGHT + hour * HOUR + later + 20 * SECOND, 13 * SECOND);
    }
    return scene;
  }

  /** Eight within 13 s are no herd, but each hour anew: told as soon as there are hours enough. */
  private static ScenarioLabels.Firing closeTogether(GroupKey group) {
    return ScenarioLabels.Firing.once(
            ScenarioLabels.PHASE_LOCK, group, MIDNIGHT - 8 * HOUR, 90 * MINUTE)
        .until(MIDNIGHT + 10 * HOUR);
  }
}
