package io.dephasing.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import io.dephasing.topology.OptionsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointDirectoryTest {
  private static final String JOB = "detection of a cluster";

  @TempDir Path folder = Path.of("");

  @Test
  void a_folder_that_is_not_there_is_made() throws Exception {
    try (CheckpointDirectory directory = claim("new/state", JOB)) {
      assertThat(directory.failure()).isEmpty();
    }
  }

  @Test
  void a_file_in_its_place_is_refused_with_the_key() throws IOException {
    Files.writeString(folder.resolve("state"), "no folder");

    assertThatThrownBy(() -> claim("state", JOB))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("checkpoints.directory: '")
        .hasMessageContaining("cannot be written to");
  }

  @Test
  void storage_that_nobody_knows_is_refused_with_the_key() {
    JobSettings settings =
        OptionsLoader.defaults().with(Options.CHECKPOINT_DIRECTORY, "nowhere://bucket/state");

    assertThatThrownBy(() -> CheckpointDirectory.claim(settings, JOB))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("checkpoints.directory: 'nowhere://bucket/state'");
  }

  @Test
  void a_second_run_of_the_same_job_is_told_who_has_it() throws Exception {
    try (CheckpointDirectory first = claim("state", JOB)) {
      assertThat(first.failure()).isEmpty();
      assertThatThrownBy(() -> claim("state", JOB))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid() + " on ");
    }
  }

  @Test
  void another_job_may_save_beside_it_and_the_same_one_after_it() throws Exception {
    try (CheckpointDirectory detection = claim("state", JOB);
        CheckpointDirectory export = claim("state", "export of a cluster")) {
      assertThat(detection.failure()).isEqualTo(export.failure()).isEmpty();
    }
    try (CheckpointDirectory again = claim("state", JOB)) {
      assertThat(again.failure()).isEmpty();
    }
  }

  private CheckpointDirectory claim(String name, String job) throws InvalidInputException {
    JobSettings settings =
        OptionsLoader.defaults()
            .with(Options.CHECKPOINT_DIRECTORY, folder.resolve(name).toString());
    return CheckpointDirectory.claim(settings, job);
  }
}
