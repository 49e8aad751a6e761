package io.dephasing.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogBudgetTest {
  private static final long START_MILLIS = 1_772_700_000_000L;

  @Test
  void the_first_is_told_at_once_and_those_of_the_next_minute_together() {
    LogBudget budget = new LogBudget();

    assertThat(budget.happened(START_MILLIS)).hasValue(1);
    for (int i = 1; i < 60; i++) {
      assertThat(budget.happened(START_MILLIS + i * 1_000L)).isEmpty();
    }
    assertThat(budget.happened(START_MILLIS + 60_000)).hasValue(60);
    assertThat(budget.happened(START_MILLIS + 60_001)).isEmpty();
  }

  @Test
  void a_clock_that_is_set_back_does_not_silence_it() {
    LogBudget budget = new LogBudget();
    assertThat(budget.happened(START_MILLIS)).hasValue(1);

    assertThat(budget.happened(START_MILLIS - 3_600_000)).hasValue(1);
  }
}
