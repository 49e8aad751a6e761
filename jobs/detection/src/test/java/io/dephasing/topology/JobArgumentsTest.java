package io.dephasing.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobArgumentsTest {
  @Test
  void without_arguments_all_is_default() {
    assertThat(JobArguments.settings(new String[0])).isEqualTo(OptionsLoader.defaults());
  }

  @Test
  void a_configuration_file_is_read(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), "job.parallelism: 4\n");

    assertThat(JobArguments.settings(new String[] {"--config", file.toString()}))
        .isEqualTo(OptionsLoader.defaults().with(Options.PARALLELISM, "4"));
  }

  @Test
  void the_export_job_is_told_its_destination() {
    String[] arguments = {"--destination", "prometheus"};

    assertThat(JobArguments.of(arguments).destination()).contains("prometheus");
    assertThatThrownBy(() -> JobArguments.settings(arguments))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessageContaining("--config FILE");
  }

  @Test
  void anything_else_is_refused_with_what_is_understood() {
    assertThatThrownBy(() -> JobArguments.settings(new String[] {"--parallelism", "4"}))
        .isInstanceOf(InvalidOptionException.class)
        .hasMessage("arguments: '--parallelism 4' is not allowed; allowed: --config FILE");
  }
}
