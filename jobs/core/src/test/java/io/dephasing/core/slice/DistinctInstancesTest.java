package io.dephasing.core.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import io.dephasing.core.bytes.SketchBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DistinctInstancesTest {
  @Test
  void a_set_is_exact_up_to_its_limit_and_more_than_it_above() {
    DistinctInstances set = DistinctInstances.ofSecond();
    Random random = new Random(1);
    for (int i = 1; i <= DistinctInstances.EXACT_LIMIT; i++) {
      set.add(random.nextInt());
      assertThat(set.count()).isEqualTo(i);
      assertThat(set.isSketch()).isFalse();
    }
    set.add(random.nextInt());

    assertThat(set.isSketch()).isTrue();
    assertThat(set.count()).isGreaterThan(DistinctInstances.EXACT_LIMIT);
  }

  @Test
  void many_at_once_are_what_each_of_them_is_whatever_comes_twice() {
    Random random = new Random(8);
    for (int trial = 0; trial < 300; trial++) {
      DistinctInstances oneByOne = DistinctInstances.wide();
      DistinctInstances atOnce = DistinctInstances.wide();
      DistinctInstances absorbed = DistinctInstances.wide();
      int instances = 1 + random.nextInt(700);
      for (int part = 0; part < 3; part++) {
        // Zero is a hash like any other.
        int[] hashes =
            random.ints(random.nextInt(900), 0, instances).map(i -> i * 0x9E3779B9).toArray();
        for (int hash : hashes) {
          oneByOne.add(hash);
        }
        atOnce.addMany(hashes, hashes.length);
        DistinctInstances other = DistinctInstances.wide();
        other.addMany(hashes, hashes.length);
        absorbed.absorb(other);
      }
      assertThat(bytes(atOnce)).isEqualTo(bytes(oneByOne));
      assertThat(bytes(absorbed)).isEqualTo(bytes(oneByOne));
    }
  }

  @Test
  void a_sketch_of_ten_thousand_is_right_to_five_standard_errors() {
    DistinctInstances set = DistinctInstances.ofSecond();
    new Random(2).ints(10_000).forEach(set::add);

    assertThat((double) set.count()).isCloseTo(10_000, within(5 * 0.034 * 10_000));
  }

  @Test
  void a_minute_that_takes_in_a_second_that_is_a_sketch_is_read_as_what_it_holds() {
    DistinctInstances second = DistinctInstances.ofSecond();
    new Random(3).ints(700).forEach(second::add);
    DistinctInstances minute = DistinctInstances.wide();
    minute.absorb(second);

    assertThat((double) minute.count()).isCloseTo(700, within(5 * 0.034 * 700));
  }

  @Test
  void what_took_in_a_sketch_of_an_older_build_is_read_back_as_what_it_was() throws IOException {
    int[] hashes = new Random(3).ints(100).toArray();
    UltraLogLog sketch = UltraLogLog.create(DistinctInstances.FINE_PRECISION);
    DistinctInstances.addAll(hashes, hashes.length, sketch);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    // The mark of a second that was exact up to 80.
    out.writeShort(0xFFFF);
    out.writeByte(DistinctInstances.FINE_PRECISION);
    SketchBytes.write(out, sketch.getState());
    DistinctInstances second = read(DistinctInstances.ofSecond(), bytes.toByteArray());
    DistinctInstances hour = DistinctInstances.wide();
    hour.absorb(second);

    assertThat(hour.count()).isBetween(81, 120);
    assertThat(read(DistinctInstances.wide(), bytes(hour)).count()).isEqualTo(hour.count());
  }

  private static DistinctInstances read(DistinctInstances into, byte[] bytes) throws IOException {
    into.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    return into;
  }

  @Test
  void bytes_depend_on_the_union_alone_whatever_the_order_of_merging() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      check(DistinctInstances::ofSecond, random);
      check(DistinctInstances::ofSecondCoarse, random);
      check(DistinctInstances::wide, random);
    }
  }

  private static void check(Supplier<DistinctInstances> making, Random random) {
    List<Integer> hashes = new ArrayList<>();
    int members = 1 + random.nextInt(900);
    for (int i = random.nextInt(1200); i > 0; i--) {
      hashes.add(random.nextInt(members) * 0x9E3779B9);
    }
    DistinctInstances whole = making.get();
    hashes.forEach(whole::add);

    Collections.shuffle(hashes, random);
    List<DistinctInstances> parts = new ArrayList<>(List.of(making.get()));
    for (int hash : hashes) {
      if (random.nextInt(50) == 0) {
        parts.add(making.get());
      }
      parts.get(random.nextInt(parts.size())).add(hash);
    }
    DistinctInstances merged = making.get();
    Collections.shuffle(parts, random);
    parts.forEach(merged::absorb);
    parts.forEach(merged::absorb);

    assertThat(bytes(merged)).isEqualTo(bytes(whole));
  }

  @Test
  void a_fine_sketch_that_meets_a_coarse_one_is_as_coarse_in_every_order() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<DistinctInstances> parts = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        DistinctInstances part =
            i == 0 || random.nextBoolean()
                ? DistinctInstances.ofSecondCoarse()
                : DistinctInstances.ofSecond();
        random.ints(i == 0 ? 600 : random.nextInt(1_500)).forEach(part::add);
        parts.add(part);
      }
      byte[] expected = bytes(union(parts));

      Collections.shuffle(parts, random);
      assertThat(bytes(union(parts))).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void a_count_is_never_that_of_before_a_change() {
    List<BiConsumer<DistinctInstances, int[]>> changes =
        List.of(
            (set, hashes) -> Arrays.stream(hashes).forEach(set::add),
            (set, hashes) -> set.addMany(hashes, hashes.length),
            (set, hashes) -> set.absorb(sketched(hashes)));
    int[] few = new Random(1).ints(700).toArray();
    int[] many = new Random(2).ints(5_000).toArray();
    for (BiConsumer<DistinctInstances, int[]> change : changes) {
      DistinctInstances asked = sketched(few);
      assertThat(asked.isSketch()).isTrue();
      assertThat(asked.count()).isBetween(580, 820);
      change.accept(asked, many);
      DistinctInstances unasked = sketched(few);
      change.accept(unasked, many);

      assertThat(asked.count()).isEqualTo(unasked.count()).isGreaterThan(4_000);
    }
  }

  @Test
  void a_count_is_not_that_of_before_everybody_was_forgotten() {
    int[] justTooMany = new Random(3).ints(DistinctInstances.EXACT_LIMIT + 1).toArray();
    DistinctInstances set = sketched(new Random(4).ints(5_000).toArray());
    assertThat(set.count()).isGreaterThan(4_000);
    set.clear();
    Arrays.stream(justTooMany).forEach(set::add);

    assertThat(set.count()).isEqualTo(sketched(justTooMany).count());
  }

  private static DistinctInstances sketched(int[] hashes) {
    DistinctInstances set = DistinctInstances.ofSecond();
    Arrays.stream(hashes).forEach(set::add);
    return set;
  }

  private static DistinctInstances union(List<DistinctInstances> parts) {
    DistinctInstances union = DistinctInstances.wide();
    parts.forEach(union::absorb);
    return union;
  }

  private static byte[] bytes(DistinctInstances set) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      set.write(new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
