package io.dephasing.core.annotation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an annotation tells; names are those of the schema, for ever. */
public enum AnnotationKind {
  /** A new version begins to be rolled out. */
  ROLLOUT_START("rollout-start"),
  /** It is everywhere. */
  ROLLOUT_END("rollout-end"),
  /** How the group is dephased changes: what was before is the baseline. */
  DEPHASING_CHANGE("dephasing-change"),
  /** Nobody is to be disturbed for a while. */
  MAINTENANCE("maintenance");

  private static final List<AnnotationKind> ALL = List.of(values());

  private final String id;

  AnnotationKind(String id) {
    this.id = id;
  }

  /** All types in the order of declaration; does not copy. */
  public static List<AnnotationKind> all() {
    return ALL;
  }

  /** The type with this name, as in the schema, if there is one. */
  public static Optional<AnnotationKind> ofName(String name) {
    return ALL.stream().filter(type -> type.name().equals(name)).findFirst();
  }

  /** All names, for error messages. */
  public static String names() {
    return Arrays.stream(values()).map(AnnotationKind::name).collect(Collectors.joining(", "));
  }

  /** Name on the command line. */
  public String id() {
    return id;
  }
}
