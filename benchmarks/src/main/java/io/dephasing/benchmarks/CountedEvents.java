package io.dephasing.benchmarks;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.sli.Measure;
import io.dephasing.formats.record.SliRecords;
import io.dephasing.schemas.Sli;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What a job has counted, as its SLIs say: the roll-up over all groups. */
final class CountedEvents {
  private static final String OVER_ALL =
      new GroupKey(EventKind.JOB_START, GroupKey.ALL, GroupKey.ALL, null).canonical();

  private final Map<Instant, Sli> lastByWindow = new HashMap<>();
  private long slis;

  /** Takes an SLI as it is on its topic; of several of a window the highest revision holds. */
  void add(byte[] bytes) {
    add(SliRecords.read(bytes));
  }

  void add(Sli sli) {
    slis++;
    if (sli.getGroupKey().equals(OVER_ALL)) {
      lastByWindow.merge(
          sli.getWindowStart(), sli, (a, b) -> a.getRevision() > b.getRevision() ? a : b);
    }
  }

  /** SLIs of all groups, with all revisions. */
  long slis() {
    return slis;
  }

  /** STARTs of all windows. */
  long starts() {
    double sum = 0;
    for (Sli sli : lastByWindow.values()) {
      sum += sli.getMeasures().getOrDefault(Measure.EVENTS.id(), 0.0);
    }
    return Math.round(sum);
  }

  /** ENDs of all windows: each of this load says how its run ended. */
  long ends() {
    long sum = 0;
    for (Sli sli : lastByWindow.values()) {
      Map<String, Long> outcomes = sli.getOutcomes();
      if (outcomes != null) {
        sum += outcomes.values().stream().mapToLong(Long::longValue).sum();
      }
    }
    return sum;
  }
}
