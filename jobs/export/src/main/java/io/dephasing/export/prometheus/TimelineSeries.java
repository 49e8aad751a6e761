package io.dephasing.export.prometheus;

import io.dephasing.export.series.ExportedMetric;
import io.dephasing.export.series.Sample;
import io.dephasing.export.series.SeriesLabels;
import io.dephasing.schemas.InstanceState;
import io.dephasing.schemas.InstanceTimeline;
import io.dephasing.schemas.Sli;
import io.dephasing.schemas.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A window's timeline: each member's states at the times of their events. */
final class TimelineSeries {
  /** More members than these are no debugging aid: the record has the lowest hashes first. */
  private static final int MOST_MEMBERS = 50;

  /** A failure that nothing follows would stay on the panel for ever. */
  private static final long FAILED_MILLIS = 1_000;

  private final Sli sli;
  private final SeriesLabels ofMember;
  private final List<Sample> samples = new ArrayList<>();

  TimelineSeries(Sli sli, SeriesLabels group) {
    this.sli = sli;
    this.ofMember = group.with("cohort", "").named(ExportedMetric.INSTANCE_STATE.metric());
  }

  List<Sample> samples() {
    @Nullable List<InstanceTimeline> timeline = sli.getTimeline();
    if (timeline != null) {
      timeline.stream().limit(MOST_MEMBERS).forEach(this::add);
    }
    return samples;
  }

  private void add(InstanceTimeline instance) {
    TreeMap<Long, InstanceState> states = new TreeMap<>();
    for (Transition transition : instance.getTransitions()) {
      // Of two at one time the later in the list: Prometheus takes one.
      states.put(transition.getAt().toEpochMilli(), transition.getState());
    }
    for (Map.Entry<Long, InstanceState> each : List.copyOf(states.entrySet())) {
      if (each.getValue() == InstanceState.FAILED) {
        @Nullable Long next = states.higherKey(each.getKey());
        long over = each.getKey() + FAILED_MILLIS;
        if (next == null || next > over) {
          states.put(over, InstanceState.IDLE);
        }
      }
    }
    SeriesLabels labels = ofMember.with("member", instance.getInstance());
    states.forEach((at, state) -> samples.add(sample(labels, at, state)));
  }

  /** A line ends where it is not known what follows. */
  private static Sample sample(SeriesLabels labels, long atMillis, InstanceState state) {
    return switch (state) {
      case IDLE -> Sample.of(labels, atMillis, 0);
      case WAITING -> Sample.of(labels, atMillis, 1);
      case RUNNING -> Sample.of(labels, atMillis, 2);
      case FAILED -> Sample.of(labels, atMillis, 3);
      case UNKNOWN -> Sample.stale(labels, atMillis);
    };
  }
}
