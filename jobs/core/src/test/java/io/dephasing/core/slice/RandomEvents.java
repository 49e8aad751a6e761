package io.dephasing.core.slice;

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
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events with any of the optional details, or none. */
public final class RandomEvents {
  private final GroupKey group;
  private final SplittableRandom random;

  private RandomEvents(GroupKey group, SplittableRandom random) {
    this.group = group;
    this.random = random;
  }

  /**
   * So many events of a group between two times.
   *
   * @param instances how many may act
   */
  public static Stream<Event> of(
      GroupKey group, int events, int instances, long fromMillis, long toMillis, long seed) {
    RandomEvents source = new RandomEvents(group, new SplittableRandom(seed));
    return IntStream.range(0, events)
        .mapToObj(i -> source.next(instances, source.random.nextLong(fromMillis, toMillis)));
  }

  private Event next(int instances, long timeMillis) {
    boolean isEnd = group.kind().hasPhases() && random.nextInt(4) == 0;
    return new Event(
        group,
        Instance.of("instance-" + random.nextInt(instances)),
        random.nextInt(8) == 0 ? timeMillis / 1000 * 1000 : timeMillis,
        isEnd ? RunPhase.END : RunPhase.START,
        random.nextBoolean() ? timeMillis + random.nextLong(-50, 5_000) : Absent.MILLIS,
        new Details(schedule(timeMillis), run(isEnd, timeMillis), attempt(), tags(timeMillis)));
  }

  private static Tags tags(long timeMillis) {
    return timeMillis % 3 == 0
        ? new Tags(
            null,
            timeMillis % 2 == 0 ? "key-" + timeMillis % 70 : null,
            timeMillis % 5 == 0 ? null : "v" + timeMillis % 7,
            "trace-" + timeMillis % 500)
        : Tags.NONE;
  }

  private Schedule schedule(long timeMillis) {
    if (group.kind() != EventKind.JOB_START || random.nextBoolean()) {
      return Schedule.NONE;
    }
    long offset = random.nextInt(3) == 0 ? 0 : random.nextLong(60_000);
    long planned = (timeMillis - offset) / 10_000 * 10_000;
    return new Schedule(
        planned,
        random.nextInt(5) == 0 ? Absent.MILLIS : offset,
        random.nextInt(5) == 0 ? Absent.MILLIS : random.nextLong(1, 50) * 1_000);
  }

  private Run run(boolean isEnd, long timeMillis) {
    if (isEnd) {
      RunOutcome outcome = RunOutcome.values()[random.nextInt(RunOutcome.values().length)];
      long duration = random.nextInt(6) == 0 ? Absent.MILLIS : random.nextLong(1, 90_000);
      return new Run(
          runId(timeMillis),
          duration,
          random.nextBoolean() ? outcome : null,
          Warmth.UNKNOWN,
          false);
    }
    Warmth warmth = Warmth.values()[random.nextInt(Warmth.values().length)];
    return new Run(runId(timeMillis), Absent.MILLIS, null, warmth, random.nextInt(4) == 0);
  }

  /** Not by the dice: kept samples are made of what these say. */
  private static @Nullable String runId(long timeMillis) {
    return timeMillis % 2 == 0 ? null : "run-" + timeMillis % 200;
  }

  private Attempt attempt() {
    if (group.kind() != EventKind.RETRY) {
      return Attempt.NONE;
    }
    return new Attempt(
        1 + random.nextInt(12),
        random.nextInt(3) == 0 ? Absent.MILLIS : random.nextLong(10, 90_000));
  }
}
