package io.dephasing.simulation;

import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.Tags;
import io.dephasing.core.event.Warmth;
import java.util.function.LongToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Fleets by their physics: {@code Fleets.uniform(100).over(from, length)}, {@code
 * Fleets.herd(100).at(midnight)}. Without {@link Fleet#of} they are in {@link #GROUP} (retries in
 * {@link #RETRIES}, remediations in {@link #REMEDIATIONS}).
 */
public final class Fleets {
  /** Where fixtures run that are given no group. */
  public static final GroupKey GROUP =
      new GroupKey(EventKind.JOB_START, "warehouse", "report", null);

  /** Where fixtures retry that are given no group. */
  public static final GroupKey RETRIES = new GroupKey(EventKind.RETRY, "payments", "charge", null);

  /** Where fixtures are mended that are given no group. */
  public static final GroupKey REMEDIATIONS =
      new GroupKey(EventKind.REMEDIATION, "platform", "restart", null);

  private static final double DAY_MILLIS = 86_400_000;

  private Fleets() {}

  /** Each member acts once, at a uniform time of the stretch. */
  public static Fleet uniform(int members) {
    return fleet(members, Rhythm.once());
  }

  /** All members act at once: {@code Fleets.herd(n).at(instant)}. */
  public static Fleet herd(int members) {
    return fleet(members, Rhythm.once());
  }

  /** Members act independently of each other and of the time. */
  public static Fleet poisson(int members, double perSecond) {
    return fleet(members, Rhythm.poisson(perSecond));
  }

  /** Each period every member acts once, spread uniformly after the scheduled time. */
  public static Fleet jittered(int members, long periodMillis, long spreadMillis) {
    return fleet(members, Rhythm.jittered(periodMillis, spreadMillis));
  }

  /** Members that follow this rhythm. */
  public static Fleet following(int members, Rhythm rhythm) {
    return fleet(members, rhythm);
  }

  /** Each period all members act within a second after the scheduled time. */
  public static Fleet herding(int members, long periodMillis) {
    return fleet(members, Rhythm.herding(periodMillis, Fleet.HERD_MILLIS));
  }

  /**
   * Load that follows the sun: a Poisson stream of rate {@code mean · (1 - modulation · cos(2πt/24
   * h))}, least at midnight UTC.
   *
   * @param modulationRatio 0 to 1
   */
  public static Fleet diurnal(int members, double meanPerSecond, double modulationRatio) {
    LongToDoubleFunction perSecond =
        time ->
            meanPerSecond
                * (1 - modulationRatio * Math.cos(2 * Math.PI * (time % DAY_MILLIS) / DAY_MILLIS));
    return fleet(members, Rhythm.varying(perSecond, meanPerSecond * (1 + modulationRatio)));
  }

  /** Load that rises, stays and falls: a Poisson stream of all members together. */
  public static Fleet flashCrowd(int members, FlashCrowd crowd) {
    return fleet(members, Rhythm.varying(crowd::perSecond, crowd.mostPerSecond()));
  }

  /** Clients that fail once in the stretch and retry: {@code Fleets.retrying(…).at(outage)}. */
  public static Fleet retrying(int clients, Backoff backoff) {
    return fleet(clients, backoff.afterFailure()).of(RETRIES);
  }

  /** Clients whose requests now and then fail, and succeed at the first retry. */
  public static Fleet firstRetries(int clients, double perSecond) {
    return poisson(clients, perSecond)
        .dressed(d -> new Details(d.schedule(), d.run(), new Attempt(1, 1_000), d.tags()))
        .of(RETRIES);
  }

  /** Hosts that are mended one by one, independently, each for a while. */
  public static Fleet mended(int hosts, double perSecond, long meanMillis) {
    return poisson(hosts, perSecond).running(meanMillis).of(REMEDIATIONS);
  }

  /** Hosts that are all mended once in the stretch, each for a while. */
  public static Fleet allMended(int hosts, long meanMillis) {
    return uniform(hosts).running(meanMillis).of(REMEDIATIONS);
  }

  /** For {@link Fleet#dressed}: members that go for this key, with caches cold or warm. */
  public static UnaryOperator<Details> goingFor(String resourceKey, Warmth warmth) {
    return d ->
        new Details(
            d.schedule(),
            new Run(null, d.run().durationMillis(), d.run().outcome(), warmth, false),
            d.attempt(),
            new Tags(d.tags().eventId(), resourceKey, d.tags().version(), d.tags().traceId()));
  }

  private static Fleet fleet(int members, Rhythm rhythm) {
    return new Fleet(members, GROUP, 1, 0, 0, 0, UnaryOperator.identity(), rhythm);
  }
}
