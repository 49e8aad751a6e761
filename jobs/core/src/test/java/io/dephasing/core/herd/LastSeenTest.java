package io.dephasing.core.herd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LastSeenTest {
  private final LastSeen seen = new LastSeen();

  @Test
  void it_knows_when_each_was_seen_last_however_many_there_are() {
    Random random = new Random(7);
    Map<Integer, Integer> expected = new HashMap<>();
    for (int index = 0; index < 20_000; index++) {
      int hash = random.nextInt(5_000) - 2_500;
      Integer before = expected.put(hash, index);
      assertThat(seen.see(hash, index)).isEqualTo(before == null ? LastSeen.NEVER : before);
    }
  }

  @Test
  void hashes_that_want_the_same_place_are_told_apart() {
    for (int i = 0; i < 100; i++) {
      assertThat(seen.see(i << 16, 3)).isEqualTo(LastSeen.NEVER);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(seen.see(i << 16, 4)).isEqualTo(3);
    }
  }
}
