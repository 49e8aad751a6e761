package io.dephasing.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.statistics.MinuteFold.Crowd;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** METHOD 12: {@code -Dfold.hours=7200} prints what it tells of small shares. */
class MinuteFoldTest {
  private static final int HOURS = Integer.getInteger("fold.hours", 360);
  private static final int HOUR = 3_600;
  private static final int[] MEMBERS = {40, 100, 300, 600, 1000};

  /** Where instances start within an hour, and nobody means anything by it. */
  enum Innocent {
    AT_ANY_TIME {
      @Override
      int[] seconds(int members, SplittableRandom random) {
        return random.ints(members, 0, HOUR).toArray();
      }
    },
    TEN_AT_ONCE {
      @Override
      int[] seconds(int members, SplittableRandom random) {
        return together(members, 10, random);
      }
    },
    FIVE_AT_ONCE {
      @Override
      int[] seconds(int members, SplittableRandom random) {
        return together(members, 5, random);
      }
    },
    A_TENTH_AT_ONCE_ONCE {
      @Override
      int[] seconds(int members, SplittableRandom random) {
        int[] seconds = random.ints(members, 0, HOUR).toArray();
        Arrays.fill(seconds, 0, members / 10, random.nextInt(HOUR));
        return seconds;
      }
    },
    WITHIN_15_SECONDS {
      @Override
      int[] seconds(int members, SplittableRandom random) {
        return IntStream.range(0, members)
            .map(i -> 60 * random.nextInt(60) + random.nextInt(15))
            .toArray();
      }
    },
    ROUNDED_TO_10_SECONDS {
      @Override
      int[] seconds(int members, SplittableRandom random) {
        return random.ints(members, 0, HOUR / 10).map(second -> 10 * second).toArray();
      }
    },
    ROUNDED_TO_MINUTES {
      @Override
      int[] seconds(int members, SplittableRandom random) {
        return random.ints(members, 0, 60).map(minute -> 60 * minute).toArray();
      }
    };

    abstract int[] seconds(int members, SplittableRandom random);

    static int[] together(int members, int size, SplittableRandom random) {
      int[] begun = random.ints(members / size, 0, HOUR).toArray();
      return IntStream.range(0, begun.length * size).map(i -> begun[i / size]).toArray();
    }
  }

  @Test
  void sixty_of_six_hundred_at_second_0_are_a_crowd() {
    Crowd crowd = MinuteFold.of(share(600, 60, 1, new SplittableRandom(1))).orElseThrow();

    assertThat(crowd.second()).isZero();
    assertThat(crowd.width()).isEqualTo(1);
    assertThat(crowd.instances()).isBetween(60, 80);
    assertThat(crowd.fair()).isEqualTo(10);
  }

  @Test
  void a_crowd_is_near_one_that_is_a_second_away() {
    Crowd last = new Crowd(59, 1, 60, 600, 10, 0);

    assertThat(last.isNear(new Crowd(0, 1, 60, 600, 10, 0))).isTrue();
    assertThat(last.isNear(new Crowd(1, 1, 60, 600, 10, 0))).isFalse();
  }

  /** Two hours in a row that show the same second are an alert. */
  @ParameterizedTest
  @EnumSource
  void innocent_starts_crowd_no_second_in_two_hours_in_a_row(Innocent innocent) {
    for (int members : MEMBERS) {
      SplittableRandom random = new SplittableRandom(members);
      int crowded = 0;
      int alerts = 0;
      Optional<Crowd> before = Optional.empty();
      for (int hour = 0; hour < HOURS; hour++) {
        Optional<Crowd> crowd = MinuteFold.of(innocent.seconds(members, random));
        crowded += crowd.isPresent() ? 1 : 0;
        alerts += isSame(before, crowd) ? 1 : 0;
        before = crowd;
      }
      System.out.printf(
          "| %s | %d | %.1f | %d | %d |%n", innocent, members, HOURS / 720.0, crowded, alerts);

      assertThat(alerts).isZero();
    }
  }

  /** Clocks that are off, or a slow start, spread them over two seconds. */
  @ParameterizedTest
  @CsvSource({"400, 40, 1", "600, 60, 1", "1000, 75, 1", "200, 30, 2", "600, 60, 2", "100, 20, 1"})
  void a_share_is_found(int members, int share, int withinSeconds) {
    int found = 0;
    int tries = 100;
    SplittableRandom random = new SplittableRandom(members);
    for (int i = 0; i < tries; i++) {
      Optional<Crowd> first = MinuteFold.of(share(members, share, withinSeconds, random));
      Optional<Crowd> second = MinuteFold.of(share(members, share, withinSeconds, random));
      found += isSame(first, second) ? 1 : 0;
    }
    System.out.printf("| %d of %d within %d s | %d %% |%n", share, members, withinSeconds, found);

    assertThat(found).isGreaterThanOrEqualTo(90);
  }

  private static boolean isSame(Optional<Crowd> one, Optional<Crowd> other) {
    return one.isPresent() && other.isPresent() && one.get().isNear(other.get());
  }

  private static int[] share(int members, int share, int within, SplittableRandom random) {
    return IntStream.range(0, members)
        .map(i -> 60 * random.nextInt(60) + random.nextInt(i < share ? within : 60))
        .toArray();
  }
}
