package io.dephasing.simulation;

import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import java.util.function.Consumer;

/** One group of the demo's fleet. */
interface DemoGroup {
  /** Who it is. */
  GroupKey key();

  /** Its events in a minute, in any order: a function of the settings and the minute alone. */
  void play(Stretch minute, Consumer<Event> events);
}
