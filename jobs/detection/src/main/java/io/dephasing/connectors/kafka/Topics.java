package io.dephasing.connectors.kafka;

import io.dephasing.core.event.EventKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names of the topics: {@code <prefix>.<name>}, each of which may be another. */
public final class Topics {
  /** Prefix where none is set. */
  public static final String DEFAULT_PREFIX = "dephasing";

  private final String prefix;
  private final Map<String, String> overrides;

  /**
   * Topics under a prefix.
   *
   * @param prefix what stands before the dot
   * @param overrides full names by the name after the dot, as {@code slis} or {@code job-starts}
   * @throws IllegalArgumentException where there is no topic of that name
   */
  public Topics(String prefix, Map<String, String> overrides) {
    this.prefix = prefix;
    this.overrides = Map.copyOf(overrides);
    List<String> known = names();
    for (String name : overrides.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "no topic is called '%s'; one of %s".formatted(name, String.join(", ", known)));
      }
    }
  }

  /** What stands after the dot, of all topics: those of events first. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    EventKind.all().forEach(kind -> names.add(kind.topic()));
    TopicRole.all().forEach(role -> names.add(role.topic()));
    return List.copyOf(names);
  }

  /** Topic of a kind of events. */
  public String events(EventKind kind) {
    return named(kind.topic());
  }

  /** Topic of another role. */
  public String of(TopicRole role) {
    return named(role.topic());
  }

  private String named(String name) {
    return overrides.getOrDefault(name, prefix + "." + name);
  }
}
