package io.dephasing.core.event;

import org.jspecify.annotations.Nullable;

/**
 * What names an event beside its group and instance; each null when not given.
 *
 * @param eventId the producer's id of this event, the same when it is sent twice
 * @param resourceKey the cache key, table or artifact that it goes for
 * @param version of the software that acts
 * @param traceId trace that the event belongs to
 */
public record Tags(
    @Nullable String eventId,
    @Nullable String resourceKey,
    @Nullable String version,
    @Nullable String traceId) {
  /** Nothing is known. */
  public static final Tags NONE = new Tags(null, null, null, null);
}
