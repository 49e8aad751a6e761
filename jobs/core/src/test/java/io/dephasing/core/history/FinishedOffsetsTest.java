package io.dephasing.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.codec.Codecs;
import io.dephasing.core.event.Absent;
import io.dephasing.core.event.Attempt;
import io.dephasing.core.event.Details;
import io.dephasing.core.event.Event;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.event.Instance;
import io.dephasing.core.event.Run;
import io.dephasing.core.event.RunPhase;
import io.dephasing.core.event.Schedule;
import io.dephasing.core.event.Tags;
import io.dephasing.core.slice.Offsets;
import io.dephasing.core.slice.Slice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class FinishedOffsetsTest {
  private static final GroupKey GROUP = new GroupKey(EventKind.JOB_START, "shop", "sync", null);

  @RepeatedTest(10)
  void they_are_the_same_whether_or_not_they_were_written_and_read(RepetitionInfo repetition)
      throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    FinishedOffsets kept = new FinishedOffsets();
    FinishedOffsets restored = new FinishedOffsets();
    long slice = 29_000_000;
    for (int i = 0; i < 300; i++) {
      // Now and then one that came late, after a jump of event time.
      slice += random.nextInt(12) == 0 ? -random.nextInt(4) : 1 + random.nextInt(2);
      Offsets offsets = offsets(random, slice);
      kept.add(slice, offsets);
      restored.add(slice, offsets);
      restored = copy(restored);

      assertThat(bytes(kept)).isEqualTo(bytes(restored));
      long asked = slice + 1 - random.nextInt(3);
      assertThat(kept.asOf(asked).events()).isEqualTo(restored.asOf(asked).events());
      // NaN where no cycle is over yet.
      assertThat(Double.valueOf(kept.asOf(asked).distinctRatio()))
          .isEqualTo(Double.valueOf(restored.asOf(asked).distinctRatio()));
    }
  }

  /** Of cycles that are over soon or within the hour. */
  private static Offsets offsets(Random random, long index) {
    Slice slice = new Slice();
    for (int left = random.nextInt(12); left > 0; left--) {
      long time = index * Slice.LENGTH_MILLIS + random.nextInt((int) Slice.LENGTH_MILLIS);
      long spread = 30_000L << random.nextInt(7);
      long offset = random.nextInt((int) spread);
      Details details =
          new Details(
              new Schedule(time - offset, offset, spread), Run.NONE, Attempt.NONE, Tags.NONE);
      slice.add(
          new Event(
              GROUP,
              Instance.of("pod-" + random.nextInt(9)),
              time,
              RunPhase.START,
              Absent.MILLIS,
              details),
          true);
    }
    return slice.offsets();
  }

  private static FinishedOffsets copy(FinishedOffsets offsets) throws IOException {
    FinishedOffsets copy = new FinishedOffsets();
    copy.read(
        new DataInputStream(new ByteArrayInputStream(bytes(offsets))),
        Codecs.GROUP_STATE.version());
    return copy;
  }

  private static byte[] bytes(FinishedOffsets offsets) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    offsets.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
