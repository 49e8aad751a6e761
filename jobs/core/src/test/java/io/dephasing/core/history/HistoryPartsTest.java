package io.dephasing.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.core.bytes.PartOutput;
import io.dephasing.core.codec.Codecs;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.GroupState;
import io.dephasing.core.statistics.PeriodBank;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryPartsTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);
  private static final int VERSION = Codecs.GROUP_STATE.version();

  @Test
  void ids_of_parts_are_unique_and_lead_to_their_part() {
    assertThat(HistoryLayout.all()).extracting(HistoryLayout::id).doesNotHaveDuplicates();
    assertThat(HistoryLayout.all())
        .allSatisfy(
            layout -> {
              assertThat(layout.id()).isBetween(1, 127);
              assertThat(HistoryLayout.ofId(layout.id())).isEqualTo(layout);
            });
    assertThat(HistoryLayout.ofId(0)).isNull();
    assertThat(HistoryLayout.ofId(127)).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void the_kept_state_fills_each_part(HistoryLayout layout) throws IOException {
    GroupState kept = kept(VERSION);

    assertThat(bytes(kept.history().part(layout)))
        .as("golden bytes of %s: make Samples fill it", layout)
        .isNotEqualTo(bytes(new GroupHistory(kept.group()).part(layout)));
  }

  @ParameterizedTest
  @EnumSource
  void a_part_alone_is_read_back_and_the_others_are_empty(HistoryLayout layout) throws IOException {
    GroupHistory whole = kept(VERSION).history();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PartOutput.write(
        new DataOutputStream(written),
        parts -> {
          int newer = parts.begin(99);
          parts.writeUTF("of a newer build");
          parts.end(newer);
          int begun = parts.begin(layout.id());
          whole.part(layout).write(parts);
          parts.end(begun);
        });

    GroupHistory read = new GroupHistory(GROUP);
    HistoryBytes.read(input(written.toByteArray()), VERSION, read::part);

    for (HistoryLayout each : HistoryLayout.all()) {
      GroupHistory expected = each == layout ? whole : new GroupHistory(GROUP);
      assertThat(bytes(read.part(each))).as(each.name()).isEqualTo(bytes(expected.part(each)));
    }
  }

  @Test
  void state_of_version_4_has_the_same_parts_without_ids_and_lengths() throws IOException {
    GroupHistory before = kept(4).history();

    assertThat(before.open().all()).isNotEmpty();
    assertThat(before.members(before.lastSlice() + 1)).isPositive();
    assertThat(before.patterns().runOrder().isEmpty()).isFalse();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    before.write(new DataOutputStream(written));
    GroupHistory read = new GroupHistory(GROUP);
    read.read(input(written.toByteArray()), VERSION);
    for (HistoryLayout each : HistoryLayout.all()) {
      assertThat(bytes(read.part(each))).as(each.name()).isEqualTo(bytes(before.part(each)));
    }
  }

  @Test
  void a_part_without_length_that_nobody_knows_is_refused() throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(written);
    GroupHistory empty = new GroupHistory(GROUP);
    for (HistoryLayout layout : HistoryLayout.all()) {
      boolean isUnnamed =
          layout.id() >= HistoryLayout.OPEN.id() && layout.id() <= HistoryLayout.FLIGHT.id();
      if (layout == HistoryLayout.CADENCES) {
        writeCadencesOfVersion4(out);
      } else if (isUnnamed) {
        empty.part(layout).write(out);
      }
    }
    out.writeByte(99);

    assertThatThrownBy(
            () -> HistoryBytes.read(input(written.toByteArray()), 4, new GroupHistory(GROUP)::part))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("part 99 of a history");
  }

  /** No cadence, no scheduled time, and an empty bank of which each slice is a witness. */
  private static void writeCadencesOfVersion4(DataOutputStream out) throws IOException {
    out.writeByte(0);
    out.writeByte(0);
    out.writeDouble(4);
    out.writeLong(Long.MIN_VALUE);
    for (int i = 0; i < 4 * PeriodBank.entries(); i++) {
      out.writeDouble(0);
    }
  }

  private static GroupState kept(int version) throws IOException {
    String file = "/state/%d/%s.bin".formatted(version, Codecs.GROUP_STATE.id());
    try (InputStream in = HistoryPartsTest.class.getResourceAsStream(file)) {
      assertThat(in).as(file).isNotNull();
      return Codecs.GROUP_STATE.read(new DataInputStream(in), version);
    }
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static byte[] bytes(HistoryPart part) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    part.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
