package io.dephasing.simulation;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import io.dephasing.core.event.Warmth;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A cron job: each member runs once a period. */
final class DemoCron implements DemoGroup {
  private static final long MEAN_RUN_MILLIS = 20_000;

  /** A quiet cycle ends before the next one begins. */
  private static final long QUIET_MILLIS = 240_000;

  private final DemoMembers members;

  DemoCron(DemoMembers members) {
    this.members = members;
  }

  @Override
  public GroupKey key() {
    return members.key();
  }

  @Override
  public void play(Stretch minute, Consumer<Event> events) {
    long period = DemoFleet.PERIOD_MILLIS;
    long current = Math.floorDiv(minute.fromMillis(), period) * period;
    // Runs of the cycle before may end in this one.
    playCycle(current - period, minute, events);
    playCycle(current, minute, events);
  }

  private void playCycle(long scheduledMillis, Stretch minute, Consumer<Event> events) {
    SplittableRandom dice = members.dice(scheduledMillis);
    for (int member = 0; member < members.count(); member++) {
      Schedule schedule = plan(scheduledMillis, dice);
      long begin = scheduledMillis + delayMillis(schedule, dice);
      long length = Fleet.runMillis(MEAN_RUN_MILLIS, dice);
      Run ended = new Run(null, length, Fleet.outcome(dice), Warmth.WARM, false);
      Run begun = new Run(null, Absent.MILLIS, null, Warmth.WARM, false);
      members.report(minute, member, begin, RunPhase.START, details(schedule, begun), events);
      members.report(
          minute, member, begin + length, RunPhase.END, details(schedule, ended), events);
    }
  }

  private Schedule plan(long scheduledMillis, SplittableRandom dice) {
    if (!members.settings().isDephased(scheduledMillis)) {
      return new Schedule(scheduledMillis, Absent.MILLIS, Absent.MILLIS);
    }
    long offset = dice.nextLong(DemoFleet.SPREAD_MILLIS);
    return new Schedule(scheduledMillis, offset, DemoFleet.SPREAD_MILLIS);
  }

  private long delayMillis(Schedule schedule, SplittableRandom dice) {
    if (members.settings().isHerd(schedule.scheduledTimeMillis())) {
      return dice.nextLong(Fleet.HERD_MILLIS);
    }
    boolean planned = Absent.isGiven(schedule.appliedOffsetMillis());
    return planned ? schedule.appliedOffsetMillis() : dice.nextLong(QUIET_MILLIS);
  }

  private static Details details(Schedule schedule, Run run) {
    return new Details(schedule, run, Attempt.NONE, Tags.NONE);
  }
}
