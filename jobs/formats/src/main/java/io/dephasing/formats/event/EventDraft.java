package io.dephasing.formats.event;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventFields;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.RunOutcome;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import io.dephasing.core.event.Warmth;
import io.dephasing.formats.wire.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The mutable fields of the record that is being decoded. Each decoder has one draft and uses it
 * again for every record. Readers set the fields; {@link #finish} checks them and makes the event.
 */
final class EventDraft implements EventFields {
  /** From the length of service to the end of name. */
  final Span names = new Span();

  final Span service = new Span();
  final Span name = new Span();
  final Span cohort = new Span();
  final Span instance = new Span();

  /** For what is read and not kept. */
  final Span scratch = new Span();

  long timeMillis;
  RunPhase phase = RunPhase.START;
  boolean isPhaseKnown = true;
  int attempt;
  long backoffMillis;
  long scheduledTimeMillis;
  long appliedOffsetMillis;
  long spreadWindowMillis;
  long durationMillis;
  @Nullable String runId;
  @Nullable RunOutcome outcome;
  Warmth warmth = Warmth.UNKNOWN;
  boolean isOnCriticalPath;
  @Nullable String eventId;
  @Nullable String resourceKey;
  @Nullable String version;
  @Nullable String traceId;

  private final Decoded accepted = new Decoded.Accepted(this);
  private final GroupInterner groups;
  private final InstanceInterner instances = new InstanceInterner();
  private @Nullable GroupKey group;
  private @Nullable Instance who;
  private long brokerTimeMillis;

  EventDraft(EventKind kind) {
    this.groups = new GroupInterner(kind);
  }

  void clear() {
    phase = RunPhase.START;
    isPhaseKnown = true;
    attempt = Absent.COUNT;
    backoffMillis = Absent.MILLIS;
    scheduledTimeMillis = Absent.MILLIS;
    appliedOffsetMillis = Absent.MILLIS;
    spreadWindowMillis = Absent.MILLIS;
    durationMillis = Absent.MILLIS;
    runId = null;
    outcome = null;
    warmth = Warmth.UNKNOWN;
    isOnCriticalPath = false;
    eventId = null;
    resourceKey = null;
    version = null;
    traceId = null;
  }

  /** That it is an event, or what is wrong with it. */
  Decoded finish(byte[] bytes, long brokerTime) {
    String problem = problem();
    if (problem != null) {
      return new Decoded.Refused(problem, Refusal.INVALID_FIELD);
    }
    group = groups.intern(bytes, names, service, name, cohort);
    if (group == null) {
      return new Decoded.Refused(groups.problem(), Refusal.INVALID_FIELD);
    }
    who = instances.intern(bytes, instance);
    if (who == null) {
      return new Decoded.Refused(instances.problem(), Refusal.INVALID_FIELD);
    }
    brokerTimeMillis = brokerTime;
    return accepted;
  }

  private @Nullable String problem() {
    if (!Bounds.isTime(timeMillis)) {
      return "eventTime: %d ms is not between 1970 and 2100".formatted(timeMillis);
    }
    if (!isPhaseKnown) {
      return "phase: UNKNOWN is neither START nor END";
    }
    if (Absent.isGiven(attempt) && attempt < 1) {
      return "attempt: %d is not at least 1".formatted(attempt);
    }
    if (Absent.isGiven(scheduledTimeMillis) && !Bounds.isTime(scheduledTimeMillis)) {
      return "scheduledTime: %d ms is not between 1970 and 2100".formatted(scheduledTimeMillis);
    }
    if (Absent.isGiven(appliedOffsetMillis) && !Bounds.isOffset(appliedOffsetMillis)) {
      return "appliedOffsetMillis: %d ms is longer than a year".formatted(appliedOffsetMillis);
    }
    String problem = lengthProblem("spreadWindowMillis", spreadWindowMillis);
    if (problem == null) {
      problem = lengthProblem("durationMillis", durationMillis);
    }
    return problem == null ? lengthProblem("backoffMillis", backoffMillis) : problem;
  }

  private static @Nullable String lengthProblem(String field, long millis) {
    return Absent.isGiven(millis) && !Bounds.isLength(millis)
        ? "%s: %d ms is not between 0 and a year".formatted(field, millis)
        : null;
  }

  /** Shares what is empty: most events carry little that is optional. */
  @SuppressWarnings("ReferenceEquality") // what is empty is the shared constant
  private Details details() {
    Schedule schedule = schedule();
    Run run = run();
    Attempt which = Absent.isGiven(attempt) ? new Attempt(attempt, backoffMillis) : Attempt.NONE;
    Tags tags = tags();
    boolean isEmpty =
        schedule == Schedule.NONE && run == Run.NONE && which == Attempt.NONE && tags == Tags.NONE;
    return isEmpty ? Details.NONE : new Details(schedule, run, which, tags);
  }

  private Schedule schedule() {
    boolean isEmpty =
        !Absent.isGiven(scheduledTimeMillis)
            && !Absent.isGiven(appliedOffsetMillis)
            && !Absent.isGiven(spreadWindowMillis);
    return isEmpty
        ? Schedule.NONE
        : new Schedule(scheduledTimeMillis, appliedOffsetMillis, spreadWindowMillis);
  }

  private Run run() {
    boolean isEmpty =
        runId == null
            && !Absent.isGiven(durationMillis)
            && outcome == null
            && warmth == Warmth.UNKNOWN
            && !isOnCriticalPath;
    return isEmpty ? Run.NONE : new Run(runId, durationMillis, outcome, warmth, isOnCriticalPath);
  }

  private Tags tags() {
    boolean isEmpty = eventId == null && resourceKey == null && version == null && traceId == null;
    return isEmpty ? Tags.NONE : new Tags(eventId, resourceKey, version, traceId);
  }

  @Override
  public GroupKey group() {
    return Objects.requireNonNull(group);
  }

  @Override
  public Instance instance() {
    return Objects.requireNonNull(who);
  }

  @Override
  public int instanceHash() {
    return instances.hash();
  }

  @Override
  public long timeMillis() {
    return timeMillis;
  }

  @Override
  public RunPhase phase() {
    return phase;
  }

  @Override
  public long brokerTimeMillis() {
    return brokerTimeMillis;
  }

  @Override
  public long scheduledTimeMillis() {
    return scheduledTimeMillis;
  }

  @Override
  public long appliedOffsetMillis() {
    return appliedOffsetMillis;
  }

  @Override
  public long spreadWindowMillis() {
    return spreadWindowMillis;
  }

  @Override
  public @Nullable String runId() {
    return runId;
  }

  @Override
  public long durationMillis() {
    return durationMillis;
  }

  @Override
  public @Nullable RunOutcome outcome() {
    return outcome;
  }

  @Override
  public Warmth warmth() {
    return warmth;
  }

  @Override
  public boolean onCriticalPath() {
    return isOnCriticalPath;
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public long backoffMillis() {
    return backoffMillis;
  }

  @Override
  public @Nullable String eventId() {
    return eventId;
  }

  @Override
  public @Nullable String resourceKey() {
    return resourceKey;
  }

  @Override
  public @Nullable String version() {
    return version;
  }

  @Override
  public @Nullable String traceId() {
    return traceId;
  }

  @Override
  public Event event() {
    return new Event(group(), instance(), timeMillis, phase, brokerTimeMillis, details());
  }
}
