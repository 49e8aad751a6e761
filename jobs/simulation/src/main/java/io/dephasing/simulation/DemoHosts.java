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

/** Hosts that an engine mends now and then, whatever the rate of the rest. */
final class DemoHosts implements DemoGroup {
  private static final double PER_SECOND = 1 / 120.0;

  /** So that whatever begins in a minute is over in the next. */
  private static final long MEAN_MILLIS = 30_000;

  private final DemoMembers members;
  private final Rhythm rhythm = Rhythm.poisson(PER_SECOND);

  DemoHosts(DemoMembers members) {
    this.members = members;
  }

  @Override
  public GroupKey key() {
    return members.key();
  }

  @Override
  public void play(Stretch minute, Consumer<Event> events) {
    Stretch before =
        new Stretch(minute.fromMillis() - minute.lengthMillis(), minute.lengthMillis());
    playBegun(before, minute, events);
    playBegun(minute, minute, events);
  }

  /** What begins in one minute, as far as it is reported in another. */
  private void playBegun(Stretch begun, Stretch reported, Consumer<Event> events) {
    SplittableRandom dice = members.dice(begun.fromMillis());
    SplittableRandom runs = dice.split();
    rhythm.play(
        begun,
        members.count(),
        dice,
        a -> {
          long length = Fleet.runMillis(MEAN_MILLIS, runs);
          long end = a.timeMillis() + length;
          Run ended = new Run(null, length, Fleet.outcome(runs), Warmth.UNKNOWN, false);
          Run begins = new Run(null, Absent.MILLIS, null, Warmth.UNKNOWN, false);
          members.report(
              reported, a.member(), a.timeMillis(), RunPhase.START, details(begins), events);
          members.report(reported, a.member(), end, RunPhase.END, details(ended), events);
        });
  }

  private static Details details(Run run) {
    return new Details(Schedule.NONE, run, Attempt.NONE, Tags.NONE);
  }
}
