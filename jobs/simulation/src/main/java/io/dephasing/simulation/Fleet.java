package io.dephasing.simulation;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * The members of one group and their rhythm. Two fleets of the same group share their members: the
 * herd is the same pods as the quiet hours before it. Every method gives a new fleet; the same seed
 * gives the same events.
 *
 * @param members how many instances, at least 1
 * @param group the group they are in
 * @param seed of all that is random in it
 * @param clockSkewMillis each instance's clock is off by a fixed draw from ± this, ms
 * @param aheadMillis all clocks of the fleet are ahead by this, ms
 * @param meanRunMillis mean length of a run, ms; 0 when ends are not reported
 * @param dress adds what its members report beside the time
 * @param rhythm when they act
 */
public record Fleet(
    int members,
    GroupKey group,
    long seed,
    long clockSkewMillis,
    long aheadMillis,
    long meanRunMillis,
    UnaryOperator<Details> dress,
    Rhythm rhythm) {

  /** How long a herd takes to start where nothing else is said. */
  public static final long HERD_MILLIS = 1_000;

  public Fleet {
    if (members < 1) {
      throw new IllegalArgumentException(
          "a fleet of %d members, not 1 at least".formatted(members));
    }
  }

  /** The same in this group. */
  public Fleet of(GroupKey otherGroup) {
    return new Fleet(
        members, otherGroup, seed, clockSkewMillis, aheadMillis, meanRunMillis, dress, rhythm);
  }

  /** The same by other dice. */
  public Fleet seeded(long otherSeed) {
    return new Fleet(
        members, group, otherSeed, clockSkewMillis, aheadMillis, meanRunMillis, dress, rhythm);
  }

  /** The same with clocks that are off by at most this. */
  public Fleet withClocksWithin(long skewMillis) {
    return new Fleet(members, group, seed, skewMillis, aheadMillis, meanRunMillis, dress, rhythm);
  }

  /** The same with an END after each START, 0.5 to 1.5 times this later. */
  public Fleet running(long meanMillis) {
    return new Fleet(members, group, seed, clockSkewMillis, aheadMillis, meanMillis, dress, rhythm);
  }

  /** The same, all clocks ahead by this beside their skew. */
  public Fleet ahead(long millis) {
    return new Fleet(members, group, seed, clockSkewMillis, millis, meanRunMillis, dress, rhythm);
  }

  /** Some of the members act, from this index on; the others are there and do nothing. */
  public Fleet only(int first, int count) {
    return new Fleet(
        members,
        group,
        seed,
        clockSkewMillis,
        aheadMillis,
        meanRunMillis,
        dress,
        rhythm.only(first, count));
  }

  /** The same from producers that report neither scheduled time nor offset nor spread window. */
  public Fleet withoutSchedule() {
    return dressed(d -> new Details(Schedule.NONE, d.run(), d.attempt(), d.tags()));
  }

  /** The same from producers that report when they were scheduled, and nothing of offsets. */
  public Fleet withoutOffset() {
    return dressed(
        d ->
            new Details(
                new Schedule(d.schedule().scheduledTimeMillis(), Absent.MILLIS, Absent.MILLIS),
                d.run(),
                d.attempt(),
                d.tags()));
  }

  /** The same, with more in each START. */
  public Fleet dressed(UnaryOperator<Details> more) {
    UnaryOperator<Details> before = dress;
    return new Fleet(
        members,
        group,
        seed,
        clockSkewMillis,
        aheadMillis,
        meanRunMillis,
        details -> more.apply(before.apply(details)),
        rhythm);
  }

  /** The events of all members, each within a second from this instant. */
  public TimedEvents at(long instantMillis) {
    return over(instantMillis, HERD_MILLIS);
  }

  /** The events of this stretch, delivered without delay. */
  public TimedEvents over(long fromMillis, long lengthMillis) {
    List<TimedEvents.Delivery> deliveries = new ArrayList<>();
    Instance[] instances = new Instance[members];
    SplittableRandom runs = new SplittableRandom(~seed);
    rhythm.play(
        new Stretch(fromMillis, lengthMillis),
        members,
        new SplittableRandom(seed),
        action -> {
          Instance instance = instances[action.member()];
          if (instance == null) {
            instance = instance(group, action.member());
            instances[action.member()] = instance;
          }
          report(action, instance, runs, deliveries);
        });
    return TimedEvents.of(deliveries);
  }

  /** The instance with this index in a group: the same in every fleet of the group. */
  static Instance instance(GroupKey group, int member) {
    return Instance.of("%s-%05d".formatted(group.name(), member));
  }

  /** Nothing known but a schedule. */
  static Details scheduled(Schedule schedule) {
    return new Details(schedule, Run.NONE, Attempt.NONE, Tags.NONE);
  }

  /** A draw of how a run ends: 97 % well. */
  static RunOutcome outcome(SplittableRandom random) {
    double u = random.nextDouble();
    return u < 0.97 ? RunOutcome.SUCCESS : u < 0.99 ? RunOutcome.FAILURE : RunOutcome.TIMEOUT;
  }

  /** A draw of the length of a run, ms: uniform on half to one and a half of the mean. */
  static long runMillis(long meanMillis, SplittableRandom random) {
    return meanMillis / 2 + random.nextLong(meanMillis + 1);
  }

  private void report(
      Action action, Instance instance, SplittableRandom runs, List<TimedEvents.Delivery> out) {
    Details details = dress.apply(action.details());
    long skew = aheadMillis + skewMillis(instance);
    if (meanRunMillis == 0) {
      out.add(delivery(instance, action.timeMillis(), skew, RunPhase.START, details));
      return;
    }
    String runId = instance.id() + "@" + action.timeMillis();
    Run start = details.run();
    long length = runMillis(meanRunMillis, runs);
    Run begun = new Run(runId, Absent.MILLIS, null, start.warmth(), start.onCriticalPath());
    RunOutcome drawn = outcome(runs);
    RunOutcome outcome = start.outcome() == null ? drawn : start.outcome();
    Run ended = new Run(runId, length, outcome, start.warmth(), start.onCriticalPath());
    out.add(delivery(instance, action.timeMillis(), skew, RunPhase.START, with(details, begun)));
    out.add(
        delivery(instance, action.timeMillis() + length, skew, RunPhase.END, with(details, ended)));
  }

  private TimedEvents.Delivery delivery(
      Instance instance, long trueMillis, long skewMillis, RunPhase phase, Details details) {
    Event event =
        new Event(group, instance, trueMillis + skewMillis, phase, Absent.MILLIS, details);
    return new TimedEvents.Delivery(trueMillis, event);
  }

  /** By the instance's name alone: a clock is wrong in the same way whatever its owner does. */
  private long skewMillis(Instance instance) {
    return clockSkewMillis == 0
        ? 0
        : new SplittableRandom(instance.hash()).nextLong(-clockSkewMillis, clockSkewMillis + 1);
  }

  private static Details with(Details details, Run run) {
    return new Details(details.schedule(), run, details.attempt(), details.tags());
  }
}
