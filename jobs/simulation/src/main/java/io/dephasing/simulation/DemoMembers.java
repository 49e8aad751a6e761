package io.dephasing.simulation;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.RunPhase;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The members of a group of the demo, and its dice. */
final class DemoMembers {
  private static final int LEAST_MEMBERS = 20;

  private final DemoFleet.Settings settings;
  private final GroupKey key;
  private final long seed;
  private final @Nullable Instance[] instances;

  DemoMembers(DemoFleet.Settings settings, int index, GroupKey key) {
    this.settings = settings;
    this.key = key;
    this.seed = new SplittableRandom(settings.seed() + index).nextLong();
    double perPeriod = settings.eventsPerSecondOfGroup() * DemoFleet.PERIOD_MILLIS / 1_000;
    // A run is two events.
    double members = key.kind().hasPhases() ? perPeriod / 2 : perPeriod;
    this.instances = new Instance[Math.max(LEAST_MEMBERS, (int) Math.round(members))];
  }

  DemoFleet.Settings settings() {
    return settings;
  }

  GroupKey key() {
    return key;
  }

  int count() {
    return instances.length;
  }

  /** The dice of a cycle or minute: the same whenever it is played. */
  SplittableRandom dice(long fromMillis) {
    return new SplittableRandom(seed ^ fromMillis);
  }

  /** Reports an event if it is within the stretch. */
  void report(
      Stretch stretch,
      int member,
      long timeMillis,
      RunPhase phase,
      Details details,
      Consumer<Event> out) {
    if (timeMillis >= stretch.fromMillis() && timeMillis < stretch.toMillis()) {
      out.accept(new Event(key, instance(member), timeMillis, phase, Absent.MILLIS, details));
    }
  }

  private Instance instance(int member) {
    Instance known = instances[member];
    if (known != null) {
      return known;
    }
    Instance instance = Fleet.instance(key, member);
    instances[member] = instance;
    return instance;
  }
}
