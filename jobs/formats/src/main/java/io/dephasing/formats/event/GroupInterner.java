package io.dephasing.formats.event;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.PlainText;
import io.dephasing.formats.wire.Span;
import org.jspecify.annotations.Nullable;

/**
 * One {@link GroupKey} for each group of a kind, found by the bytes of its names; at most 16,384 at
 * a time.
 */
final class GroupInterner {
  private static final int CAPACITY = 1 << 14;

  private final EventKind kind;
  private final InternTable<GroupKey> known = new InternTable<>(CAPACITY);
  private byte[] scratch = new byte[256];
  private @Nullable String problem;

  GroupInterner(EventKind kind) {
    this.kind = kind;
  }

  /**
   * The group that these bytes name; null where they name none: see {@link #problem()}.
   *
   * @param names from the length of service to the end of name as they stand in the record: the
   *     lengths keep {@code a, bc} and {@code ab, c} apart
   */
  @Nullable GroupKey intern(byte[] bytes, Span names, Span service, Span name, Span cohort) {
    if (cohort.length() == 0) {
      return find(bytes, names.start(), names.end(), bytes, service, name, cohort);
    }
    int length = names.length() + cohort.length();
    if (scratch.length < length) {
      scratch = new byte[2 * length];
    }
    System.arraycopy(bytes, names.start(), scratch, 0, names.length());
    System.arraycopy(bytes, cohort.start(), scratch, names.length(), cohort.length());
    return find(scratch, 0, length, bytes, service, name, cohort);
  }

  /** What was wrong with the last names that named no group. */
  String problem() {
    return problem == null ? "service: unknown problem" : problem;
  }

  private @Nullable GroupKey find(
      byte[] key, int start, int end, byte[] bytes, Span service, Span name, Span cohort) {
    GroupKey group = known.value(known.find(key, start, end));
    if (group == null) {
      group = make(bytes, service, name, cohort);
      if (group != null) {
        known.put(key, start, end, group, 0);
      }
    }
    return group;
  }

  private @Nullable GroupKey make(byte[] bytes, Span service, Span name, Span cohort) {
    String serviceText = NameCheck.text(bytes, service);
    String nameText = NameCheck.text(bytes, name);
    problem = NameCheck.groupProblem("service", serviceText, bytes, service);
    if (problem == null) {
      problem = NameCheck.groupProblem(kind.nameField(), nameText, bytes, name);
    }
    String cohortText = cohort.length() == 0 ? null : NameCheck.text(bytes, cohort);
    if (problem == null && cohortText != null) {
      problem = NameCheck.problem("cohort", cohortText, bytes, cohort);
    }
    return problem == null
        ? new GroupKey(
            kind,
            PlainText.name(serviceText),
            PlainText.name(nameText),
            cohortText == null ? null : PlainText.name(cohortText))
        : null;
  }
}
