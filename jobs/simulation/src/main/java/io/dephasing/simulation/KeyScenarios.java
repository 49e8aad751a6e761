package io.dephasing.simulation;

import static io.dephasing.simulation.Scene.HOUR;
import static io.dephasing.simulation.Scene.MINUTE;
import static io.dephasing.simulation.Scene.NOON;
import static io.dephasing.simulation.Scene.SECOND;

import io.dephasing.core.event.Details;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Tags;
import java.util.List;
import java.util.function.UnaryOperator;

/** Scenarios of what events name: resource keys, versions. */
final class KeyScenarios {
  private static final GroupKey REFILL = Scene.job("storefront", "refill-cache", "europe");
  private static final GroupKey SERVE = Scene.job("storefront", "serve-tenant");
  private static final long EXPIRY = NOON + 40 * MINUTE + 10 * SECOND;
  private static final int CACHES = 150;
  private static final int PRODUCTS = 40;
  private static final int SERVERS = 40;
  private static final long ROLLOUT = 4 * MINUTE;

  private KeyScenarios() {}

  /** What an action names. */
  @FunctionalInterface
  private interface Naming {
    Tags tags(int member, long timeMillis);
  }

  /** Too few for a herd of so many caches, but all for one key. */
  static LabelledEvents hotKey(long seed) {
    return new Scene(seed, NOON, HOUR)
        .throughout(refilling(2, KeyScenarios::anyProduct))
        .during(naming(20, Rhythm.once(), (member, time) -> key("home-page")), EXPIRY + 300, 400)
        .withNeighbours()
        .labelled(ScenarioLabels.Firing.once(ScenarioLabels.STAMPEDE, REFILL, EXPIRY, SECOND));
  }

  /** A herd of caches, each of which refills a key of its own. */
  static LabelledEvents distinctKeys(long seed) {
    Naming own = (member, time) -> key("customer-" + member);
    return new Scene(seed, NOON, HOUR)
        .throughout(refilling(0.5, KeyScenarios::anyProduct))
        .during(naming(CACHES, Rhythm.once(), own), EXPIRY + 300, 400)
        .withNeighbours()
        .labelled(ScenarioLabels.Firing.once(ScenarioLabels.HERD, REFILL, EXPIRY, SECOND));
  }

  /** Three rollouts of four minutes, and one that stops half way. */
  static LabelledEvents stalledRollout(long seed) {
    long stalled = NOON + HOUR;
    return new Scene(seed, NOON, 90 * MINUTE)
        .throughout(serving(ROLLOUT, SERVERS / 2))
        .withNeighbours()
        .labelled(
            ScenarioLabels.Firing.once(
                ScenarioLabels.CONSISTENCY_WINDOW, SERVE, stalled + 15 * MINUTE, 4 * MINUTE));
  }

  /** The fourth rollout takes twice as long as the others: nobody need know. */
  static LabelledEvents slowRollout(long seed) {
    return new Scene(seed, NOON, 90 * MINUTE)
        .throughout(serving(2 * ROLLOUT, SERVERS))
        .withNeighbours()
        .labelled();
  }

  private static Fleet refilling(double perSecond, Naming naming) {
    return naming(CACHES, Rhythm.poisson(perSecond), naming);
  }

  private static Tags anyProduct(int member, long timeMillis) {
    return key("product-" + Math.floorMod(timeMillis * 31 + member, PRODUCTS));
  }

  private static Tags key(String resourceKey) {
    return new Tags(null, resourceKey, null, null);
  }

  /**
   * Servers that act once a minute; new versions reach one after the other.
   *
   * @param lastMillis how long the last rollout would take for all of them
   * @param lastServers how many it reaches
   */
  private static Fleet serving(long lastMillis, int lastServers) {
    List<Long> begins =
        List.of(NOON + 20 * MINUTE, NOON + 32 * MINUTE, NOON + 44 * MINUTE, NOON + HOUR);
    Naming version =
        (member, time) -> {
          int newest = 0;
          for (int i = 0; i < begins.size(); i++) {
            boolean isLast = i == begins.size() - 1;
            long length = isLast ? lastMillis : ROLLOUT;
            boolean isReached = !isLast || member < lastServers;
            newest =
                isReached && time >= begins.get(i) + member * length / SERVERS ? i + 1 : newest;
          }
          return new Tags(null, null, "v" + newest, null);
        };
    return naming(SERVERS, Rhythm.jittered(MINUTE, MINUTE), version).of(SERVE);
  }

  private static Fleet naming(int members, Rhythm rhythm, Naming naming) {
    Rhythm named =
        (stretch, count, random, actions) ->
            rhythm.play(
                stretch,
                count,
                random,
                action -> {
                  Details d = action.details();
                  Tags tags = naming.tags(action.member(), action.timeMillis());
                  actions.accept(
                      new Action(
                          action.member(),
                          action.timeMillis(),
                          new Details(d.schedule(), d.run(), d.attempt(), tags)));
                });
    return new Fleet(members, REFILL, 1, 0, 0, 0, UnaryOperator.identity(), named);
  }
}
