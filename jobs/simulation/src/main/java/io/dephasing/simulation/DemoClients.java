package io.dephasing.simulation;

import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Clients that retry now and then, and without jitter when a herd overloads what they call. */
final class DemoClients implements DemoGroup {
  private static final Backoff BACKOFF = new Backoff(1_000, 3, 0, 0.5);
  private static final Details NOW_AND_THEN =
      new Details(Schedule.NONE, Run.NONE, new Attempt(1, BACKOFF.baseMillis()), Tags.NONE);

  /** Share of the clients whose request fails in a herd. */
  private static final double FAILING_RATIO = 0.6;

  /** Failures come within this after the herd begins, so that a second holds each echo. */
  private static final long FAILURE_MILLIS = 300;

  private final DemoMembers members;
  private final Rhythm rhythm;

  DemoClients(DemoMembers members) {
    this.members = members;
    this.rhythm = Rhythm.poisson(members.settings().eventsPerSecondOfGroup());
  }

  @Override
  public GroupKey key() {
    return members.key();
  }

  @Override
  public void play(Stretch minute, Consumer<Event> events) {
    SplittableRandom dice = members.dice(minute.fromMillis());
    Consumer<Action> report =
        a ->
            members.report(minute, a.member(), a.timeMillis(), RunPhase.START, a.details(), events);
    rhythm.play(
        minute,
        members.count(),
        dice,
        a -> report.accept(new Action(a.member(), a.timeMillis(), NOW_AND_THEN)));
    // A herd is at the beginning of a minute, and its echoes are over before that minute is.
    boolean scheduled = minute.fromMillis() % DemoFleet.PERIOD_MILLIS == 0;
    if (!scheduled || !members.settings().isHerd(minute.fromMillis())) {
      return;
    }
    for (int member = 0; member < members.count(); member++) {
      if (dice.nextDouble() < FAILING_RATIO) {
        long failedAt = minute.fromMillis() + dice.nextLong(FAILURE_MILLIS);
        BACKOFF.play(member, failedAt, dice, report);
      }
    }
  }
}
