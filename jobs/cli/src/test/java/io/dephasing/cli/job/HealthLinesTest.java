package io.dephasing.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.dephasing.cli.job.JobHealth.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthLinesTest {
  private static final String JOB = "detection";

  private Optional<String> directoryFailure = Optional.empty();
  private final HealthLines lines = new HealthLines(() -> directoryFailure);

  @Test
  void a_job_that_is_well_is_no_news() {
    assertThat(lines.of(saved(0, 1))).isEmpty();
    assertThat(lines.of(saved(0, 2))).isEmpty();
  }

  @Test
  void each_restart_is_a_line_once() {
    assertThat(lines.of(failed(1, "no leader"))).containsExactly("detection restarts: no leader");
    assertThat(lines.of(failed(1, "no leader"))).isEmpty();
    assertThat(lines.of(failed(2, "no leader"))).containsExactly("detection restarts: no leader");
  }

  @Test
  void ten_restarts_for_the_same_reason_are_told() {
    List<String> said = new ArrayList<>();
    for (int i = 1; i <= HealthLines.SAME_TO_BE_TOLD; i++) {
      assertThat(said).noneMatch(line -> line.contains("in a row"));
      said.addAll(lines.of(failed(i, "acks")));
    }
    assertThat(said).hasSize(HealthLines.SAME_TO_BE_TOLD + 1);
    assertThat(said.get(HealthLines.SAME_TO_BE_TOLD)).contains("failed 10 times in a row");
  }

  @Test
  void restarts_for_changing_reasons_are_not() {
    List<String> said = new ArrayList<>();
    for (int i = 1; i <= 3 * HealthLines.SAME_TO_BE_TOLD; i++) {
      said.addAll(lines.of(failed(i, i % 2 == 0 ? "acks" : "no leader")));
    }
    assertThat(said).noneMatch(line -> line.contains("in a row"));
  }

  @Test
  void state_that_is_not_saved_is_told_once_with_the_reason_and_once_when_it_is_saved_again() {
    directoryFailure = Optional.of("No space left on device");

    assertThat(lines.of(saved(1, 4)))
        .singleElement()
        .asString()
        .startsWith("detection: state is not saved: No space left on device");
    assertThat(lines.of(saved(2, 4))).isEmpty();
    assertThat(lines.of(saved(2, 5))).containsExactly("detection: state is saved again");
    assertThat(lines.of(saved(2, 6))).isEmpty();
  }

  private static JobHealth failed(long atMillis, String message) {
    return new JobHealth(JOB, Optional.of(new Failure(atMillis, message)), 0, 0);
  }

  private static JobHealth saved(long failed, long saved) {
    return new JobHealth(JOB, Optional.empty(), failed, saved);
  }
}
