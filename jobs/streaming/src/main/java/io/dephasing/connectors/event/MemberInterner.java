package io.dephasing.connectors.event;

import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Who acted in which group, found in one look: group and instance stand side by side in a record.
 * At most 65,536 pairs at a time; behind them the tables of groups and instances, each alone. Pairs
 * with a cohort, which stands elsewhere, are always looked up there.
 */
final class MemberInterner {
  private static final int CAPACITY = 1 << 16;

  private final InternTable<Member> known = new InternTable<>(CAPACITY);
  private final GroupInterner groups;
  private final InstanceInterner instances = new InstanceInterner();
  private @Nullable String problem;

  /** An instance as a member of a group. */
  record Member(GroupKey group, Instance instance) {}

  MemberInterner(EventKind kind) {
    groups = new GroupInterner(kind);
  }

  /**
   * The member that the draft's names name; null where they name none: see {@link #problem()}.
   *
   * @param bytes of the record
   */
  @Nullable Member intern(byte[] bytes, EventDraft draft) {
    if (draft.cohort.length > 0) {
      return make(bytes, draft);
    }
    Span identity = draft.identity;
    int hash = Instance.hash(bytes, identity.start, identity.length);
    Member member = known.find(hash, bytes, identity.start, identity.end());
    if (member == null) {
      member = make(bytes, draft);
      if (member != null) {
        known.put(hash, bytes, identity.start, identity.end(), member);
      }
    }
    return member;
  }

  /** What was wrong with the last names that named nobody. */
  String problem() {
    return problem == null ? "service: unknown problem" : problem;
  }

  private @Nullable Member make(byte[] bytes, EventDraft draft) {
    GroupKey group = groups.intern(bytes, draft.names, draft.service, draft.name, draft.cohort);
    if (group == null) {
      problem = groups.problem();
      return null;
    }
    Instance instance = instances.intern(bytes, draft.instance);
    if (instance == null) {
      problem = instances.problem();
      return null;
    }
    return new Member(group, instance);
  }
}
