package io.dephasing.simulation;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.event.Schedule;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongToDoubleFunction;

/** When the members of a fleet act within a stretch of time. */
@FunctionalInterface
public interface Rhythm {
  /** Says each action of the stretch, in any order. */
  void play(Stretch stretch, int members, SplittableRandom random, Consumer<Action> actions);

  /** Each member once, at a uniform time of the stretch. */
  static Rhythm once() {
    return (stretch, members, random, actions) -> {
      for (int member = 0; member < members; member++) {
        long time = stretch.fromMillis() + random.nextLong(stretch.lengthMillis());
        actions.accept(new Action(member, time, Details.NONE));
      }
    };
  }

  /** Random members at independent times: a Poisson stream of all members together. */
  static Rhythm poisson(double perSecond) {
    return varying(time -> perSecond, perSecond);
  }

  /**
   * A Poisson stream whose rate depends on the time, by thinning (Lewis and Shedler 1979).
   *
   * @param perSecond rate of all members together at a time in ms since the epoch
   * @param mostPerSecond what the rate never exceeds
   */
  static Rhythm varying(LongToDoubleFunction perSecond, double mostPerSecond) {
    if (!(mostPerSecond > 0)) {
      throw new IllegalArgumentException("rate %s per s is not above 0".formatted(mostPerSecond));
    }
    return (stretch, members, random, actions) -> {
      double sinceMillis = 0;
      while (true) {
        sinceMillis -= 1000 * Math.log1p(-random.nextDouble()) / mostPerSecond;
        if (sinceMillis >= stretch.lengthMillis()) {
          return;
        }
        long time = stretch.fromMillis() + (long) sinceMillis;
        boolean kept = random.nextDouble() * mostPerSecond < perSecond.applyAsDouble(time);
        int member = random.nextInt(members);
        if (kept) {
          actions.accept(new Action(member, time, Details.NONE));
        }
      }
    };
  }

  /**
   * Each member once a cycle, at a new uniform offset from the scheduled time. Cycles that begin
   * within the stretch are played to their end.
   *
   * @param periodMillis from one scheduled time to the next; scheduled times are its multiples
   * @param spreadMillis offsets are drawn from {@code [0, spreadMillis)}
   */
  static Rhythm jittered(long periodMillis, long spreadMillis) {
    return planned(
        periodMillis,
        (member, scheduled, random) -> {
          long offset = random.nextLong(spreadMillis);
          return new Schedule(scheduled, offset, spreadMillis);
        },
        0);
  }

  /**
   * Each member once a cycle, as soon as it can after the scheduled time.
   *
   * @param periodMillis from one scheduled time to the next; scheduled times are its multiples
   * @param delayMillis start delays are uniform on {@code [0, delayMillis)}
   */
  static Rhythm herding(long periodMillis, long delayMillis) {
    return planned(
        periodMillis,
        (member, scheduled, random) -> new Schedule(scheduled, 0, Absent.MILLIS),
        delayMillis);
  }

  /** Each member once a cycle, its planned offset and a delay after the scheduled time. */
  static Rhythm planned(long periodMillis, Plan plan, long delayMillis) {
    return cycles(periodMillis, plan, delayMillis, 1);
  }

  /** Each member once a cycle, a delay after the scheduled time whatever offset is planned. */
  static Rhythm ignoring(long periodMillis, Plan plan, long delayMillis) {
    return cycles(periodMillis, plan, delayMillis, 0);
  }

  private static Rhythm cycles(long periodMillis, Plan plan, long delayMillis, int appliedRatio) {
    return (stretch, members, random, actions) -> {
      long first = -Math.floorDiv(-stretch.fromMillis(), periodMillis) * periodMillis;
      for (long scheduled = first; scheduled < stretch.toMillis(); scheduled += periodMillis) {
        for (int member = 0; member < members; member++) {
          Schedule schedule = plan.draw(member, scheduled, random);
          long delay = delayMillis == 0 ? 0 : random.nextLong(delayMillis);
          long time = scheduled + appliedRatio * schedule.appliedOffsetMillis() + delay;
          actions.accept(new Action(member, time, Fleet.scheduled(schedule)));
        }
      }
    };
  }

  /** The same, of these members alone. */
  default Rhythm only(int first, int count) {
    return (stretch, members, random, actions) ->
        play(
            stretch,
            members,
            random,
            action -> {
              if (action.member() >= first && action.member() < first + count) {
                actions.accept(action);
              }
            });
  }

  /**
   * The same, of runs whose END says how they ended.
   *
   * @param failureRatio share that fails, 0 to 1; the others succeed
   */
  default Rhythm failing(double failureRatio) {
    return (stretch, members, random, actions) -> {
      SplittableRandom fate = random.split();
      play(
          stretch,
          members,
          random,
          action -> {
            boolean fails = fate.nextDouble() < failureRatio;
            Details d = action.details();
            Run ended =
                new Run(
                    d.run().runId(),
                    d.run().durationMillis(),
                    fails ? RunOutcome.FAILURE : RunOutcome.SUCCESS,
                    d.run().warmth(),
                    d.run().onCriticalPath());
            actions.accept(
                new Action(
                    action.member(),
                    action.timeMillis(),
                    new Details(d.schedule(), ended, d.attempt(), d.tags())));
          });
    };
  }

  /** What a member plans for a scheduled time. */
  interface Plan {
    Schedule draw(int member, long scheduledTimeMillis, SplittableRandom random);
  }
}
