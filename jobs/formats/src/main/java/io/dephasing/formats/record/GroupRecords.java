package io.dephasing.formats.record;

import io.dephasing.core.event.Absent;
import io.dephasing.core.event.GroupKey;
import io.dephasing.schemas.Group;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The parts that all records share. */
final class GroupRecords {
  private GroupRecords() {}

  static Group of(GroupKey group) {
    return Group.newBuilder()
        .setKind(group.kind().id())
        .setService(group.service())
        .setName(group.name())
        .setCohort(group.cohort())
        .build();
  }

  static Instant time(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  static @Nullable Instant optionalTime(long millis) {
    return Absent.isGiven(millis) ? Instant.ofEpochMilli(millis) : null;
  }
}
