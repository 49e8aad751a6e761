package io.dephasing.cli.page;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.sli.Measure;
import java.util.Comparator;
import java.util.Optional;

/** Which group to look at first: where an alert fires, then where one fired, then the liveliest. */
final class Interest {
  /** From this rank on there is no better group to look at. */
  static final int CAUSE = 6;

  private Interest() {}

  /** The group that is most worth a look; empty where there is none. */
  static Optional<GroupHour> best(Iterable<GroupHour> groups, AlertBoard alerts) {
    Comparator<GroupHour> order =
        Comparator.<GroupHour>comparingInt(group -> rank(group, alerts))
            .thenComparing(group -> size(group))
            .thenComparing(group -> group.key().canonical(), Comparator.reverseOrder());
    GroupHour best = null;
    for (GroupHour group : groups) {
      if (best == null || order.compare(group, best) > 0) {
        best = group;
      }
    }
    return Optional.ofNullable(best);
  }

  /** How much there is to see, 0 to 7: a herd before its echoes, what fires before what did. */
  static int rank(GroupHour group, AlertBoard alerts) {
    boolean isCause = group.key().kind() == EventKind.JOB_START && !group.key().isRollUp();
    int rank = isCause ? 1 : 0;
    for (AlertBoard.Post post : alerts.of(group.key().canonical())) {
      boolean isHerd = post.alert().getRule().equals("herd");
      int firing = post.isFiring() ? 1 : 0;
      rank = Math.max(rank, isHerd && isCause ? CAUSE + firing : (isHerd ? 3 : 2) + 2 * firing);
    }
    return rank;
  }

  private static double size(GroupHour group) {
    double members = 0;
    for (Minute minute : group.minutes()) {
      double value = minute.value(Measure.MEMBERS);
      members = value > members ? value : members;
    }
    return members;
  }
}
