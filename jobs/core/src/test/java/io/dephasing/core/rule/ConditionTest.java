package io.dephasing.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConditionTest {
  @Test
  void what_does_not_hold_is_no_evidence() {
    assertThatThrownBy(() -> new MetCondition("members", 0, 5, "instances"))
        .isInstanceOf(UnmetConditionException.class)
        .hasMessage("members 0.0 is not at least 5.0: no evidence");
    assertThatThrownBy(() -> MetCondition.above("in_flight", 5, 5, "runs"))
        .isInstanceOf(UnmetConditionException.class);
    assertThatThrownBy(() -> MetCondition.below("herd_p_value", 0.01, 0.01, "probability"))
        .isInstanceOf(UnmetConditionException.class);
    assertThatThrownBy(() -> MetCondition.atMost("spread", Double.NaN, 1, "seconds"))
        .isInstanceOf(UnmetConditionException.class);
  }

  @Test
  void what_holds_says_how() {
    assertThat(new MetCondition("members", 5, 5, "instances").relation())
        .isEqualTo(MetCondition.Relation.AT_LEAST);
    assertThat(MetCondition.above("in_flight", 6, 5, "runs").relation())
        .isEqualTo(MetCondition.Relation.ABOVE);
    assertThat(MetCondition.atMost("spread", 1, 1, "seconds").relation())
        .isEqualTo(MetCondition.Relation.AT_MOST);
  }
}
