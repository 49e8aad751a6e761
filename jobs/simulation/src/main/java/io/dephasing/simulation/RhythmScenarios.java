package io.dephasing.simulation;

import static io.dephasing.simulation.Scene.HOUR;
import static io.dephasing.simulation.Scene.MINUTE;
import static io.dephasing.simulation.Scene.NOON;
import static io.dephasing.simulation.Scene.SECOND;

import io.dephasing.core.event.Details;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Warmth;

/** Scenarios that only several cycles, clocks or silences tell. */
final class RhythmScenarios {
  private static final long PERIOD = 5 * MINUTE;
  private static final GroupKey EXPORT = Scene.job("edge", "export");

  /** Each hour each member once, in a minute of its own; a tenth of them at second 0 of it. */
  private static final Rhythm HOURLY =
      (stretch, members, random, actions) -> {
        for (int member = 0; member < members; member++) {
          long minute = 7 * member % 60 * MINUTE;
          long at = member % 10 == 0 ? random.nextLong(SECOND / 2) : random.nextLong(MINUTE);
          for (long hour = 0; hour < stretch.lengthMillis(); hour += HOUR) {
            actions.accept(
                new Action(member, stretch.fromMillis() + hour + minute + at, Details.NONE));
          }
        }
      };

  private RhythmScenarios() {}

  /** Half of twelve agents poll at the same second, cycle after cycle: too few for a herd. */
  static LabelledEvents lockedAgents(long seed) {
    GroupKey poll = Scene.job("agents", "poll");
    long locked = NOON + HOUR;
    return new Scene(seed, NOON, 2 * HOUR)
        .during(Fleets.jittered(12, PERIOD, MINUTE).withoutOffset().of(poll), NOON, HOUR)
        .during(Fleets.herding(12, PERIOD).only(0, 6).withoutOffset().of(poll), locked, HOUR)
        .during(
            Fleets.jittered(12, PERIOD, PERIOD).only(6, 6).withoutOffset().of(poll), locked, HOUR)
        .withNeighbours()
        .labelled(
            ScenarioLabels.Firing.once(
                    ScenarioLabels.PHASE_LOCK, poll, locked + 20 * MINUTE, 10 * MINUTE)
                .until(locked + HOUR));
  }

  /** Twelve agents that draw their second anew each time. */
  static LabelledEvents looseAgents(long seed) {
    GroupKey poll = Scene.job("agents", "poll");
    return new Scene(seed, NOON, 2 * HOUR)
        .throughout(Fleets.jittered(12, PERIOD, MINUTE).withoutSchedule().of(poll))
        .withNeighbours()
        .labelled();
  }

  /** Sixty of six hundred hourly jobs start at second 0, each in another minute: cron as it is. */
  static LabelledEvents hourlyCron(long seed) {
    GroupKey cron = Scene.job("cron", "hourly");
    return new Scene(seed, NOON, 4 * HOUR)
        .throughout(Fleets.following(600, HOURLY).of(cron))
        .withNeighbours()
        .labelled(
            ScenarioLabels.Firing.once(ScenarioLabels.PHASE_LOCK, cron, NOON + HOUR, MINUTE)
                .until(NOON + 4 * HOUR));
  }

  /** Ten jobs of five teams, two pods each: spread over the hour, then all moved to one minute. */
  static LabelledEvents backupWindow(long seed) {
    return backups(seed, true);
  }

  /** The same jobs, five minutes apart. */
  static LabelledEvents staggeredBackups(long seed) {
    return backups(seed, false);
  }

  private static LabelledEvents backups(long seed, boolean isOneWindow) {
    Scene scene = new Scene(seed, NOON, 3 * HOUR);
    for (int job = 0; job < 10; job++) {
      GroupKey backup = Scene.job("team-" + job / 2, "backup-" + job);
      for (int hour = 0; hour < 3; hour++) {
        boolean isMoved = isOneWindow && hour == 2;
        long minute = isMoved ? 30 * MINUTE : (5 + 5 * job) * MINUTE;
        scene.during(Fleets.herd(2).of(backup), NOON + hour * HOUR + minute + 300, 400);
      }
    }
    scene.withNeighbours();
    if (!isOneWindow) {
      return scene.labelled();
    }
    GroupKey all = Scene.job("team-0", "backup-0").kindRollUp();
    return scene.labelled(
        ScenarioLabels.Firing.once(
            ScenarioLabels.CROSS_GROUP, all, NOON + 2 * HOUR + 30 * MINUTE, 2 * SECOND));
  }

  /** Eight pipelines of one service fetch their artifacts on one merge; others go on as ever. */
  static LabelledEvents ciArtifactStorm(long seed) {
    Scene scene = new Scene(seed, NOON, 90 * MINUTE);
    for (int other = 0; other < 90; other++) {
      GroupKey tick = Scene.job("service-" + other, "tick");
      scene.throughout(Fleets.poisson(1, 1 / 100.0).of(tick));
    }
    long merge = NOON + 70 * MINUTE;
    for (int pipeline = 0; pipeline < 8; pipeline++) {
      GroupKey fetch = Scene.job("ci", "fetch-artifacts-" + pipeline);
      scene.throughout(Fleets.poisson(3, 1 / 900.0).of(fetch));
      scene.during(Fleets.herd(3).of(fetch), merge + 300, 400);
    }
    return scene
        .withNeighbours()
        .labelled(
            ScenarioLabels.Firing.once(
                ScenarioLabels.CROSS_GROUP,
                Scene.job("ci", "fetch-artifacts-0").serviceRollUp(),
                merge,
                2 * SECOND));
  }

  /** Four of twenty hosts lost their time server: they report events before these happen. */
  static LabelledEvents fastClocks(long seed) {
    GroupKey sync = Scene.job("edge", "sync");
    return new Scene(seed, NOON, HOUR)
        .throughout(Fleets.poisson(20, 0.5).dressed(Fleets.goingFor("tiles", Warmth.WARM)).of(sync))
        .throughout(Fleets.poisson(24, 3).only(20, 4).ahead(20 * SECOND).of(sync))
        .withNeighbours()
        .appended(
            ScenarioLabels.Firing.once(
                ScenarioLabels.CLOCK_SKEW, sync, NOON + 2 * MINUTE, 2 * MINUTE));
  }

  /** Two of twenty hosts are off: too few to call it the group's clocks. */
  static LabelledEvents twoFastClocks(long seed) {
    GroupKey sync = Scene.job("edge", "sync");
    return new Scene(seed, NOON, HOUR)
        .throughout(Fleets.poisson(20, 0.5).dressed(Fleets.goingFor("tiles", Warmth.WARM)).of(sync))
        .throughout(Fleets.poisson(22, 3).only(20, 2).ahead(20 * SECOND).of(sync))
        .withNeighbours()
        .appended();
  }

  /**
   * A fleet that sends each minute begins to do so every five: more than half is late by then. None
   * is on the edge of it: what is late there hangs on the partition.
   */
  static LabelledEvents lateBatches(long seed) {
    Fleet export = Fleets.poisson(20, 0.5).of(EXPORT);
    Scene scene = minuteBatches(seed, 30 * MINUTE);
    long sent = NOON + MINUTE / 2;
    for (long from = sent + 30 * MINUTE; from + PERIOD <= NOON + 90 * MINUTE; from += PERIOD) {
      long late = from;
      long inTime = from + 4 * MINUTE;
      scene
          .with(export.seeded(seed + late).over(late, 3 * MINUTE / 2).sentEach(PERIOD, sent))
          .with(export.seeded(seed + inTime).over(inTime, MINUTE).sentEach(PERIOD, sent));
    }
    return scene
        .withNeighbours()
        .appended(
            ScenarioLabels.Firing.once(
                ScenarioLabels.LATE_EVENTS, EXPORT, NOON + 45 * MINUTE, MINUTE));
  }

  /** It goes on each minute: all of it is counted. */
  static LabelledEvents minuteBatches(long seed) {
    return minuteBatches(seed, 90 * MINUTE).withNeighbours().appended();
  }

  private static Scene minuteBatches(long seed, long lengthMillis) {
    Fleet export = Fleets.poisson(20, 0.5).of(EXPORT);
    return new Scene(seed, NOON, 90 * MINUTE)
        .with(export.seeded(seed + 1).over(NOON, lengthMillis).sentEach(MINUTE, NOON + MINUTE / 2));
  }

  /** A producer dies; nothing says so but its silence. */
  static LabelledEvents silentProducer(long seed) {
    GroupKey ingest = Scene.job("telemetry", "ingest");
    long death = NOON + 80 * MINUTE;
    return new Scene(seed, NOON, 2 * HOUR)
        .during(Fleets.poisson(20, 0.2).of(ingest), NOON, 80 * MINUTE)
        .withNeighbours()
        .labelled(ScenarioLabels.Firing.once(ScenarioLabels.BLIND_SPOT, ingest, death, MINUTE));
  }

  /** A backfill in which each member acts once may end. */
  static LabelledEvents campaignEnds(long seed) {
    GroupKey backfill = Scene.job("telemetry", "backfill");
    return new Scene(seed, NOON, 2 * HOUR)
        .during(Fleets.uniform(400).of(backfill), NOON + 10 * MINUTE, 70 * MINUTE)
        .withNeighbours()
        .labelled();
  }
}
