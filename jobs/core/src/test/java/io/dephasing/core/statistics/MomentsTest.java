package io.dephasing.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
  /** 1e-9 relative, in percent. */
  private static final double CLOSE = 1e-7;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void the_order_of_merging_does_not_matter(long seed) {
    Random random = new Random(seed);
    List<Moments> slices = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      slices.add(slice(random).shifted(60_000L * i));
    }
    Moments inOrder = merge(slices);
    Collections.shuffle(slices, random);
    Moments shuffled = merge(slices);
    Moments halves = merge(slices.subList(0, 100)).merge(merge(slices.subList(100, 200)));
    for (Moments other : List.of(shuffled, halves)) {
      assertThat(other.n()).isEqualTo(inOrder.n());
      assertThat(other.mean()).isCloseTo(inOrder.mean(), withinPercentage(CLOSE));
      assertThat(other.variance()).isCloseTo(inOrder.variance(), withinPercentage(CLOSE));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void a_shift_in_time_leaves_the_variance(long seed) {
    Moments slice = slice(new Random(seed));
    Moments shifted = slice.shifted(1_700_000_000_000L);
    assertThat(shifted.squaredDeviations()).isEqualTo(slice.squaredDeviations());
    assertThat(shifted.mean() - 1.7e12).isCloseTo(slice.mean(), withinPercentage(1e-4));
  }

  private static Moments slice(Random random) {
    int n = random.nextInt(20);
    long sum = 0;
    long squares = 0;
    for (int i = 0; i < n; i++) {
      long x = random.nextInt(60_000);
      sum += x;
      squares += x * x;
    }
    return Moments.ofSums(n, sum, squares);
  }

  private static Moments merge(List<Moments> slices) {
    return slices.stream().reduce(Moments.EMPTY, Moments::merge);
  }

  @Test
  void two_billion_events_of_one_millisecond_have_no_variance() {
    long n = 2_000_000_000L;
    Moments moments = Moments.ofSums(n, n * 59_999, n * 59_999 * 59_999);
    assertThat(moments.mean()).isEqualTo(59_999);
    assertThat(moments.squaredDeviations()).isZero();
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Moments(-1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Moments(2, 0, Double.NaN));
  }
}
