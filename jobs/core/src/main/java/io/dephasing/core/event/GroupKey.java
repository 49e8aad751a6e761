package io.dephasing.core.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What should be dephased among its members: kind, service, name and, where the producer gives one,
 * cohort. Roll-ups carry {@code *} for what they fold.
 *
 * <p>No record, so that it remembers its hash: it is looked up for each event.
 */
public final class GroupKey {
  /** Stands for all services, or all names of a service, in a roll-up. */
  public static final String ALL = "*";

  private static final char SEPARATOR = '/';
  private static final char ESCAPE = '%';

  private final EventKind kind;
  private final String service;
  private final String name;
  private final @Nullable String cohort;
  private final int hash;

  /**
   * A key.
   *
   * @param kind kind of the events
   * @param service owner of the job, the operation or the action; {@code *} over all
   * @param name job, operation or action; {@code *} over all of a service
   * @param cohort tenant, zone or version; null when the producer gives none
   */
  public GroupKey(EventKind kind, String service, String name, @Nullable String cohort) {
    if (service.isEmpty() || name.isEmpty()) {
      throw new IllegalArgumentException(
          "service '%s' and name '%s' of a group must not be empty".formatted(service, name));
    }
    this.kind = Objects.requireNonNull(kind, "kind");
    this.service = service;
    this.name = name;
    this.cohort = cohort;
    this.hash = Objects.hash(kind.id(), service, name, cohort);
  }

  /** Kind of the events. */
  public EventKind kind() {
    return kind;
  }

  /** Owner of the job, the operation or the action; {@code *} over all. */
  public String service() {
    return service;
  }

  /** Job, operation or action; {@code *} over all of a service. */
  public String name() {
    return name;
  }

  /** Tenant, zone or version; null when the producer gives none. */
  public @Nullable String cohort() {
    return cohort;
  }

  /** The roll-up over all names of this group's service. */
  public GroupKey serviceRollUp() {
    return new GroupKey(kind, service, ALL, null);
  }

  /** The roll-up over all services of this group's kind. */
  public GroupKey kindRollUp() {
    return new GroupKey(kind, ALL, ALL, null);
  }

  /** Whether this key stands for several groups. */
  public boolean isRollUp() {
    return name.equals(ALL);
  }

  /** Whether this key stands for all services. */
  public boolean isOverAll() {
    return service.equals(ALL);
  }

  /**
   * The one spelling of this key, the same on every machine and in every release: {@code
   * kind/service/name} and {@code /cohort} where there is one; {@code %} and {@code /} inside a
   * part are escaped as {@code %25} and {@code %2F}.
   */
  public String canonical() {
    String key = kind.id() + SEPARATOR + escape(service) + SEPARATOR + escape(name);
    return cohort == null ? key : key + SEPARATOR + escape(cohort);
  }

  /**
   * Reads what {@link #canonical()} wrote.
   *
   * @throws IllegalArgumentException where it is something else
   */
  public static GroupKey parse(String canonical) {
    String[] parts = canonical.split(String.valueOf(SEPARATOR), -1);
    if (parts.length < 3 || parts.length > 4) {
      throw new IllegalArgumentException(
          "group key '%s' has %d parts, not kind/service/name[/cohort]"
              .formatted(canonical, parts.length));
    }
    EventKind kind =
        EventKind.ofId(parts[0])
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "group key '%s': kind must be one of %s"
                            .formatted(canonical, EventKind.ids())));
    return new GroupKey(
        kind,
        unescape(parts[1]),
        unescape(parts[2]),
        parts.length == 4 ? unescape(parts[3]) : null);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof GroupKey that
            && hash == that.hash
            && kind == that.kind
            && service.equals(that.service)
            && name.equals(that.name)
            && Objects.equals(cohort, that.cohort));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return canonical();
  }

  private static String escape(String part) {
    if (part.indexOf(ESCAPE) < 0 && part.indexOf(SEPARATOR) < 0) {
      return part;
    }
    return part.replace("%", "%25").replace("/", "%2F");
  }

  private static String unescape(String part) {
    return part.indexOf(ESCAPE) < 0 ? part : part.replace("%2F", "/").replace("%25", "%");
  }
}
