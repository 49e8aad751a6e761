package io.dephasing.core.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.core.event.Instance;
import org.junit.jupiter.api.Test;

class ActorsTest {
  private final Actors actors = new Actors();

  @Test
  void an_instance_has_one_number_however_many_there_are() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 1_000; i++) {
        assertThat(number("pod-" + i)).isEqualTo(i);
      }
    }
    assertThat(actors.size()).isEqualTo(1_000);
    assertThat(actors.instance(700).id()).isEqualTo("pod-700");
    assertThat(actors.hash(700)).isEqualTo(Instance.of("pod-700").hash());
  }

  @Test
  void two_instances_of_one_hash_are_two() {
    assertThat(actors.number(-7, new Instance("a", -7))).isZero();
    assertThat(actors.number(-7, new Instance("b", -7))).isEqualTo(1);
    assertThat(actors.number(-7, new Instance("a", -7))).isZero();
  }

  @Test
  void who_has_no_start_is_told_apart() {
    number("a");
    actors.starts(number("b"));

    assertThat(actors.isStarting(0)).isFalse();
    assertThat(actors.isStarting(1)).isTrue();
  }

  @Test
  void nobody_is_left_behind() {
    actors.starts(number("a"));
    actors.clear();

    assertThat(number("b")).isZero();
    assertThat(actors.isStarting(0)).isFalse();
    assertThat(actors.size()).isEqualTo(1);
  }

  private int number(String id) {
    Instance instance = Instance.of(id);
    return actors.number(instance.hash(), instance);
  }
}
