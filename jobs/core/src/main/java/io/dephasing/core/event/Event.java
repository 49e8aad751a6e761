package io.dephasing.core.event;

import org.jspecify.annotations.Nullable;

/**
 * One action of one instance at one event time, whatever the kind.
 *
 * @param group what is dephased together
 * @param instance who acted
 * @param timeMillis event time, ms since the epoch, UTC
 * @param phase START, or END of a run
 * @param brokerTimeMillis when the broker appended it, ms since the epoch; {@link Absent#MILLIS}
 *     when unknown
 * @param details what is optional
 */
public record Event(
    GroupKey group,
    Instance instance,
    long timeMillis,
    RunPhase phase,
    long brokerTimeMillis,
    Details details)
    implements EventFields {
  @Override
  public int instanceHash() {
    return instance.hash();
  }

  @Override
  public long scheduledTimeMillis() {
    return details.schedule().scheduledTimeMillis();
  }

  @Override
  public long appliedOffsetMillis() {
    return details.schedule().appliedOffsetMillis();
  }

  @Override
  public long spreadWindowMillis() {
    return details.schedule().spreadWindowMillis();
  }

  @Override
  public @Nullable String runId() {
    return details.run().runId();
  }

  @Override
  public long durationMillis() {
    return details.run().durationMillis();
  }

  @Override
  public @Nullable RunOutcome outcome() {
    return details.run().outcome();
  }

  @Override
  public Warmth warmth() {
    return details.run().warmth();
  }

  @Override
  public boolean onCriticalPath() {
    return details.run().onCriticalPath();
  }

  @Override
  public int attempt() {
    return details.attempt().number();
  }

  @Override
  public long backoffMillis() {
    return details.attempt().backoffMillis();
  }

  @Override
  public @Nullable String eventId() {
    return details.tags().eventId();
  }

  @Override
  public @Nullable String resourceKey() {
    return details.tags().resourceKey();
  }

  @Override
  public @Nullable String version() {
    return details.tags().version();
  }

  @Override
  public @Nullable String traceId() {
    return details.tags().traceId();
  }

  @Override
  public Event event() {
    return this;
  }
}
