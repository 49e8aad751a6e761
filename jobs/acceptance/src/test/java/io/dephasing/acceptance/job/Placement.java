package io.dephasing.acceptance.job;

import io.dephasing.core.event.Event;

/** Which partition an event goes to. */
enum Placement {
  /** As producers do that key by group. */
  BY_GROUP {
    @Override
    int partition(Event event, int partitions) {
      return Math.floorMod(event.group().canonical().hashCode(), partitions);
    }
  },
  /** As producers do that key by instance: a group is on all partitions. */
  BY_INSTANCE {
    @Override
    int partition(Event event, int partitions) {
      return Math.floorMod(event.instance().hash(), partitions);
    }
  };

  abstract int partition(Event event, int partitions);
}
