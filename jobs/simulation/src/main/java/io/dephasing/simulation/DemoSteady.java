package io.dephasing.simulation;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.RunPhase;
import java.util.function.Consumer;

/** A job that runs as load comes: a Poisson stream, innocent at any time. */
final class DemoSteady implements DemoGroup {
  private final DemoMembers members;
  private final Rhythm rhythm;

  DemoSteady(DemoMembers members) {
    this.members = members;
    this.rhythm = Rhythm.poisson(members.settings().eventsPerSecondOfGroup());
  }

  @Override
  public GroupKey key() {
    return members.key();
  }

  @Override
  public void play(Stretch minute, Consumer<Event> events) {
    rhythm.play(
        minute,
        members.count(),
        members.dice(minute.fromMillis()),
        a ->
            members.report(
                minute, a.member(), a.timeMillis(), RunPhase.START, a.details(), events));
  }
}
