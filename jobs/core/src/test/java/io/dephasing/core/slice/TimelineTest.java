package io.dephasing.core.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import io.dephasing.core.event.Warmth;
import io.dephasing.core.slice.ActivityTimeline.Transition;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final long START = 29_545_000L * Slice.LENGTH_MILLIS;
  private static final GroupKey JOBS = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final GroupKey RETRIES = new GroupKey(EventKind.RETRY, "shop", "pay", null);

  private final Timeline timeline = new Timeline();

  @Test
  void a_run_that_waited_for_its_offset_waits_runs_and_is_idle() {
    start(JOBS, "pod", 9_000, START + 5_000);
    end("pod", 12_000, RunOutcome.SUCCESS);

    assertThat(transitions("pod"))
        .containsExactly(
            new Transition(START + 5_000, InstanceActivity.WAITING),
            new Transition(START + 9_000, InstanceActivity.RUNNING),
            new Transition(START + 12_000, InstanceActivity.IDLE));
  }

  @Test
  void what_was_scheduled_before_the_slice_is_not_seen_to_wait() {
    start(JOBS, "pod", 9_000, START - 1);

    assertThat(transitions("pod"))
        .containsExactly(new Transition(START + 9_000, InstanceActivity.RUNNING));
  }

  @Test
  void failures_and_time_outs_have_failed() {
    end("failed", 1, RunOutcome.FAILURE);
    end("late", 2, RunOutcome.TIMEOUT);
    end("cancelled", 3, RunOutcome.CANCELLED);

    assertThat(transitions("failed")).extracting(Transition::state).containsExactly(failed());
    assertThat(transitions("late")).extracting(Transition::state).containsExactly(failed());
    assertThat(transitions("cancelled"))
        .extracting(Transition::state)
        .containsExactly(InstanceActivity.IDLE);
  }

  @Test
  void a_retry_has_no_end_and_is_seen_for_a_second() {
    start(RETRIES, "client", 7_000, Absent.MILLIS);

    assertThat(transitions("client"))
        .containsExactly(
            new Transition(START + 7_000, InstanceActivity.RUNNING),
            new Transition(START + 8_000, InstanceActivity.IDLE));
  }

  @Test
  void the_first_transitions_are_kept_whatever_comes_first() {
    for (int second = 59; second >= 0; second--) {
      start(JOBS, "pod", second * 1_000L, Absent.MILLIS);
    }

    assertThat(transitions("pod"))
        .extracting(Transition::atMillis)
        .containsExactlyElementsOf(
            IntStream.range(0, Timeline.TRANSITIONS).mapToObj(i -> START + i * 1_000L).toList());
  }

  @Test
  void the_instances_of_the_smallest_hashes_are_kept() {
    List<Instance> all = IntStream.range(0, 500).mapToObj(i -> Instance.of("pod-" + i)).toList();
    all.forEach(instance -> start(JOBS, instance.id(), 1_000, Absent.MILLIS));

    assertThat(timeline.instances(START))
        .extracting(ActivityTimeline::instance)
        .containsExactlyElementsOf(
            all.stream()
                .sorted((a, b) -> Integer.compare(a.hash(), b.hash()))
                .limit(Timeline.MEMBERS)
                .map(Instance::id)
                .toList());
  }

  private static InstanceActivity failed() {
    return InstanceActivity.FAILED;
  }

  private List<Transition> transitions(String instance) {
    return timeline.instances(START).stream()
        .filter(each -> each.instance().equals(instance))
        .findFirst()
        .orElseThrow()
        .transitions();
  }

  private void start(GroupKey group, String instance, long atMillis, long scheduledMillis) {
    Schedule schedule = new Schedule(scheduledMillis, Absent.MILLIS, Absent.MILLIS);
    add(group, instance, atMillis, RunPhase.START, schedule, Run.NONE);
  }

  private void end(String instance, long atMillis, RunOutcome outcome) {
    Run run = new Run(null, Absent.MILLIS, outcome, Warmth.UNKNOWN, false);
    add(JOBS, instance, atMillis, RunPhase.END, Schedule.NONE, run);
  }

  private void add(
      GroupKey group, String instance, long atMillis, RunPhase phase, Schedule schedule, Run run) {
    Details details = new Details(schedule, run, Attempt.NONE, Tags.NONE);
    long timeMillis = START + atMillis;
    timeline.fold(
        Arrangement.of(
            Batches.of(
                new Event(group, Instance.of(instance), timeMillis, phase, Absent.MILLIS, details),
                true)));
  }
}
