package io.dephasing.formats.event;

import io.dephasing.core.event.Instance;
import io.dephasing.core.event.PlainText;
import io.dephasing.formats.wire.Span;
import org.jspecify.annotations.Nullable;

/** One {@link Instance} for each id, found by the id's bytes; at most 65,536 at a time. */
final class InstanceInterner {
  private static final int CAPACITY = 1 << 16;

  private final InternTable<Instance> known = new InternTable<>(CAPACITY);
  private int hash;
  private @Nullable String problem;

  /** The instance that these bytes name; null where they name none: see {@link #problem()}. */
  @Nullable Instance intern(byte[] bytes, Span id) {
    int found = known.find(bytes, id.start(), id.end());
    Instance instance = known.value(found);
    if (instance == null) {
      return add(bytes, id);
    }
    hash = (int) known.number(found);
    return instance;
  }

  /** Hash of the last instance: from the table, for the instance itself is a cache miss more. */
  int hash() {
    return hash;
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
    Instance instance = Instance.of(PlainText.of(text));
    hash = instance.hash();
    known.put(bytes, id.start(), id.end(), instance, hash);
    return instance;
  }
}
