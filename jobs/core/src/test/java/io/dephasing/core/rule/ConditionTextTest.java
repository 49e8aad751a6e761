package io.dephasing.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConditionTextTest {
  @Test
  void it_says_from_where_on_the_rule_fires() {
    assertThat(new MetCondition("members", 40, 5, "instances").text())
        .isEqualTo("members 40 against 5 needed instances");
    assertThat(MetCondition.below("offset_slope", 0.0025, 0.5, "slope").text())
        .isEqualTo("offset_slope 0.002500 against 0.5000 slope at most");
  }

  @Test
  void a_limit_is_still_allowed() {
    assertThat(MetCondition.above("concurrency_max", 21, 20, "runs, allowed").text())
        .isEqualTo("concurrency_max 21 against 20 allowed runs");
  }

  @Test
  void what_is_said_of_the_value_does_not_stand_behind_the_threshold() {
    assertThat(new MetCondition("herd_size", 19, 10, "instances, estimated").text())
        .isEqualTo("herd_size about 19 against 10 needed instances");
    assertThat(new MetCondition("herd_size", 39, 1, "clients, at least").text())
        .isEqualTo("herd_size at least 39 against 1 needed client");
    assertThat(new MetCondition("silent_seconds", 360, 360, "seconds, when found").text())
        .isEqualTo("silent_seconds 360 when found against 360 needed seconds");
    assertThat(new MetCondition("ratio", 2, 1, "ratio, four fifths of before").text())
        .isEqualTo("ratio 2 against 1 needed ratio, four fifths of before");
    assertThat(new Fact("members", 600, "instances, estimated").text())
        .isEqualTo("members about 600 instances");
  }
}
