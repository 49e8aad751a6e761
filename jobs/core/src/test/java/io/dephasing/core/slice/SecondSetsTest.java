package io.dephasing.core.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets that lie in one array against a set of its own for each second. */
class SecondSetsTest {
  private final Random random = new Random(7);
  private final DistinctInstances[] expected = new DistinctInstances[Slice.BUCKETS];

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void any_parts_in_any_order_are_what_a_set_for_each_second_is(boolean fine) throws IOException {
    for (int trial = 0; trial < 200; trial++) {
      Arrays.setAll(expected, bucket -> single(fine));
      List<SecondSets> parts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        parts.add(part(fine));
      }
      SecondSets all = sets(fine);
      while (!parts.isEmpty()) {
        all.absorb(copy(parts.remove(random.nextInt(parts.size())), fine));
      }
      check(all);
      check(copy(all, fine));

      int now = random.nextInt(Slice.BUCKETS + 1);
      all.forgetBefore(now);
      for (int bucket = 0; bucket < now; bucket++) {
        expected[bucket].clear();
      }
      check(all);
      all.add(3, 5);
      expected[3].add(5);
      check(all);
      all.absorb(part(fine));
      check(all);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_exact_set_beyond_the_limit_is_refused(boolean fine) {
    int count = 1 + DistinctInstances.EXACT_LIMIT;
    byte[] tooMany = {(byte) (count >>> Byte.SIZE), (byte) count, 0, 0};
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(tooMany));

    assertThatThrownBy(() -> sets(fine).read(in, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("exact set of " + count);
  }

  @Test
  void a_second_beyond_the_minute_is_refused() {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(new byte[] {0, 0}));

    assertThatThrownBy(() -> sets(true).read(in, 1L << Slice.BUCKETS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("beyond a minute");
  }

  private static SecondSets sets(boolean fine) {
    return fine ? SecondSets.fine() : SecondSets.coarse();
  }

  private static DistinctInstances single(boolean fine) {
    return fine ? DistinctInstances.ofSecond() : DistinctInstances.ofSecondCoarse();
  }

  /** Some seconds of few or many instances, from few or many. */
  private SecondSets part(boolean fine) {
    SecondSets part = sets(fine);
    int seconds = 1 + random.nextInt(random.nextBoolean() ? 3 : Slice.BUCKETS);
    int instances = 1 + random.nextInt(1_200);
    for (int left = random.nextInt(1_800); left > 0; left--) {
      int bucket = random.nextInt(seconds);
      int hash = (random.nextInt(instances) + 1) * 0x9E3779B9;
      part.add(bucket, hash);
      expected[bucket].add(hash);
    }
    return part;
  }

  private void check(SecondSets sets) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    long filled = 0;
    for (int bucket = 0; bucket < Slice.BUCKETS; bucket++) {
      filled |= expected[bucket].isEmpty() ? 0 : 1L << bucket;
    }
    out.writeLong(filled);
    for (int bucket = 0; bucket < Slice.BUCKETS; bucket++) {
      DistinctInstances wanted = expected[bucket];
      if (!wanted.isEmpty()) {
        wanted.write(out);
      }
      assertThat(sets.isEmpty(bucket)).isEqualTo(wanted.isEmpty());
      assertThat(sets.isSketch(bucket)).isEqualTo(wanted.isSketch());
      assertThat(sets.count(bucket)).isEqualTo(wanted.count());
      assertThat(sets.precision(bucket)).isEqualTo(wanted.precision());
      assertThat(hashes(sets, bucket)).isEqualTo(hashes(wanted));
    }
    assertThat(bytes(sets)).isEqualTo(bytes.toByteArray());
    checkTogether(sets);
  }

  /** Several seconds at once are what each of them is by itself. */
  private void checkTogether(SecondSets sets) throws IOException {
    int first = random.nextInt(Slice.BUCKETS);
    int last = first + random.nextInt(Slice.BUCKETS - first);
    List<Integer> hashes = new ArrayList<>();
    boolean hasSketch = false;
    for (int bucket = first; bucket <= last; bucket++) {
      hasSketch |= sets.isSketch(bucket);
      Arrays.stream(hashes(sets, bucket)).forEach(hashes::add);
    }
    assertThat(sets.hashes(first, last)).containsExactly(hashes.toArray(Integer[]::new));
    assertThat(sets.hasSketch(first, last)).isEqualTo(hasSketch);

    DistinctInstances all = DistinctInstances.wide();
    DistinctInstances names = DistinctInstances.wide();
    for (int bucket = 0; bucket < Slice.BUCKETS; bucket++) {
      sets.addTo(bucket, all);
      Arrays.stream(hashes(sets, bucket)).forEach(names::add);
    }
    DistinctInstances together = DistinctInstances.wide();
    sets.addTo(together);
    DistinctInstances namesTogether = DistinctInstances.wide();
    sets.addNamesTo(namesTogether);
    assertThat(bytes(together)).isEqualTo(bytes(all));
    assertThat(bytes(namesTogether)).isEqualTo(bytes(names));
  }

  private static byte[] bytes(DistinctInstances set) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    set.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static int[] hashes(SecondSets sets, int bucket) {
    int[] hashes = new int[DistinctInstances.EXACT_LIMIT];
    int size = sets.copyTo(bucket, hashes, 0);
    return Arrays.copyOf(hashes, size);
  }

  private static int[] hashes(DistinctInstances set) {
    int[] hashes = new int[DistinctInstances.EXACT_LIMIT];
    int size = set.copyTo(hashes, 0);
    return Arrays.copyOf(hashes, size);
  }

  private static byte[] bytes(SecondSets sets) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sets.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static SecondSets copy(SecondSets sets, boolean fine) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes(sets)));
    SecondSets copy = sets(fine);
    copy.read(in, in.readLong());
    return copy;
  }
}
