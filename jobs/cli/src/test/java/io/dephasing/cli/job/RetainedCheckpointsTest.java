package io.dephasing.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedCheckpointsTest {
  @TempDir Path folder = Path.of("");

  @Test
  void the_complete_one_with_the_largest_number_is_the_latest() throws Exception {
    checkpoint("chk-9", true);
    checkpoint("chk-10", true);
    checkpoint("chk-11", false);
    checkpoint("shared", true);

    assertThat(RetainedCheckpoints.latest(path(folder)))
        .hasValueSatisfying(latest -> assertThat(latest.getName()).isEqualTo("chk-10"));
  }

  @Test
  void a_job_that_never_ran_has_none() throws Exception {
    assertThat(RetainedCheckpoints.latest(path(folder.resolve("nothing")))).isEmpty();
  }

  @Test
  void a_name_is_the_same_job_each_time_and_no_other() {
    assertThat(RetainedCheckpoints.jobId("a"))
        .isEqualTo(RetainedCheckpoints.jobId("a"))
        .isNotEqualTo(RetainedCheckpoints.jobId("b"));
  }

  private void checkpoint(String name, boolean isComplete) throws IOException {
    Path checkpoint = Files.createDirectory(folder.resolve(name));
    if (isComplete) {
      Files.createFile(checkpoint.resolve("_metadata"));
    }
  }

  private static org.apache.flink.core.fs.Path path(Path path) {
    return new org.apache.flink.core.fs.Path(path.toUri());
  }
}
