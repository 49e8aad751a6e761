package io.dephasing.core.event;

import org.jspecify.annotations.Nullable;

/**
 * What an event says, field by field. Who has read one out of bytes can pass it on as this: most
 * events are counted and forgotten, and to make an {@link Event} of each is work for nothing.
 */
public interface EventFields {
  /** What is dephased together. */
  GroupKey group();

  /** Who acted. */
  Instance instance();

  /** Hash of who acted. */
  int instanceHash();

  /** Event time, ms since the epoch. */
  long timeMillis();

  /** START, or END of a run. */
  RunPhase phase();

  /** When the broker appended it, ms since the epoch; {@link Absent#MILLIS} when unknown. */
  long brokerTimeMillis();

  /** Planned time without offset, ms since the epoch; {@link Absent#MILLIS} when not given. */
  long scheduledTimeMillis();

  /** The dephasing offset, ms; {@link Absent#MILLIS} when not given. */
  long appliedOffsetMillis();

  /** The configured spread window, ms; {@link Absent#MILLIS} when not given. */
  long spreadWindowMillis();

  /** The scheduler's id of the run; null when not given. */
  @Nullable String runId();

  /** Length of the run, ms; {@link Absent#MILLIS} when not given. */
  long durationMillis();

  /** How the run ended; null when not given. */
  @Nullable RunOutcome outcome();

  /** Whether the start was warm. */
  Warmth warmth();

  /** Whether users wait for it. */
  boolean onCriticalPath();

  /** Number of a retry, from 1; {@link Absent#COUNT} for what is no retry. */
  int attempt();

  /** Planned wait before a retry, ms; {@link Absent#MILLIS} when not given. */
  long backoffMillis();

  /** The producer's id of this event; null when not given. */
  @Nullable String eventId();

  /** The cache key, table or artifact that it goes for; null when not given. */
  @Nullable String resourceKey();

  /** Version of the software that acts; null when not given. */
  @Nullable String version();

  /** Trace that the event belongs to; null when not given. */
  @Nullable String traceId();

  /** All of it, to keep. */
  Event event();
}
