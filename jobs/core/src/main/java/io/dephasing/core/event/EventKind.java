package io.dephasing.core.event;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The catalogue of event kinds. The id is JSON Lines' {@code type} and a group's {@code kind}; ids
 * are for ever.
 *
 * <p>A new kind is a constant here, a schema and a reader; the compiler names what is forgotten.
 */
public enum EventKind {
  /** A scheduled action began or ended on an instance. */
  JOB_START("job-start", "job-starts", "job", true),
  /** A client repeated a failed request. */
  RETRY("retry", "retries", "operation", false),
  /** An engine began or ended to mend an instance. */
  REMEDIATION("remediation", "remediations", "action", true);

  private static final List<EventKind> ALL = List.of(values());

  private final String id;
  private final String topic;
  private final String nameField;
  private final boolean hasPhases;

  EventKind(String id, String topic, String nameField, boolean hasPhases) {
    this.id = id;
    this.topic = topic;
    this.nameField = nameField;
    this.hasPhases = hasPhases;
  }

  /** All kinds in the order of declaration; does not copy. */
  public static List<EventKind> all() {
    return ALL;
  }

  /** The kind with this id, if there is one. */
  public static Optional<EventKind> ofId(String id) {
    return ALL.stream().filter(kind -> kind.id.equals(id)).findFirst();
  }

  /** All ids, for error messages: {@code job-start, retry, remediation}. */
  public static String ids() {
    return Arrays.stream(values()).map(EventKind::id).collect(Collectors.joining(", "));
  }

  /** Name on the wire and in {@code group.kind}. */
  public String id() {
    return id;
  }

  /** Topic's name after the prefix. */
  public String topic() {
    return topic;
  }

  /** The field that names what is done: job, operation or action. */
  public String nameField() {
    return nameField;
  }

  /** Whether events of this kind come as START and END. */
  public boolean hasPhases() {
    return hasPhases;
  }
}
