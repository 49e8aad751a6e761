package io.dephasing.connectors.event;

import io.dephasing.core.event.Instance;
import org.jspecify.annotations.Nullable;

/** One {@link Instance} for each id, found by the id's bytes; at most 65,536 at a time. */
final class InstanceInterner {
  private static final int CAPACITY = 1 << 16;

  private final InternTable<Instance> known = new InternTable<>(CAPACITY);
  private @Nullable String problem;

  /** The instance that these bytes name; null where they name none: see {@link #problem()}. */
  @Nullable Instance intern(byte[] bytes, Span id) {
    Instance instance = known.find(bytes, id.start, id.end());
    return instance == null ? add(bytes, id) : instance;
  }

  /** What was wrong with the last id that named no instance. */
  String problem() {
    return problem == null ? "instanceId: unknown problem" : problem;
  }

  private @Nullable Instance add(byte[] bytes, Span id) {
    String text = NameCheck.text(bytes, id);
    problem = NameCheck.problem("instanceId", text, bytes, id);
    if (problem != null) {
      return null;
    }
    Instance instance = new Instance(text, Instance.hash(bytes, id.start, id.length));
    known.put(bytes, id.start, id.end(), instance);
    return instance;
  }
}
