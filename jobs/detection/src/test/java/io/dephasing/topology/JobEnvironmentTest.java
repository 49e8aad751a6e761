package io.dephasing.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.junit.jupiter.api.Test;

class JobEnvironmentTest {
  private static final JobSettings LIVE = OptionsLoader.defaults();
  private static final JobSettings REPLAY = LIVE.running(JobSettings.Run.REPLAY);

  @Test
  void neither_kryo_nor_made_up_uids_are_allowed() {
    for (JobSettings settings : new JobSettings[] {LIVE, REPLAY}) {
      Configuration flink = JobEnvironment.configuration(settings);
      assertThat(flink.get(PipelineOptions.GENERIC_TYPES)).isFalse();
      assertThat(flink.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
    }
  }

  @Test
  void operators_run_as_parallel_as_the_options_say_and_may_be_rescaled_later() {
    Configuration flink = JobEnvironment.configuration(LIVE.with(Options.PARALLELISM, "7"));

    assertThat(flink.get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(7);
    assertThat(flink.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(1_024);
  }

  @Test
  void a_live_job_saves_its_state_as_often_and_where_the_options_say() {
    Configuration flink =
        JobEnvironment.configuration(
            LIVE.with(Options.CHECKPOINT_INTERVAL, "3 s")
                .with(Options.CHECKPOINT_DIRECTORY, "s3://bucket/state"));

    assertThat(flink.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(flink.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
        .isEqualTo("s3://bucket/state");
    assertThat(flink.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION))
        .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
  }

  @Test
  void what_no_option_sets_is_the_clusters() {
    Configuration flink = JobEnvironment.configuration(LIVE);

    assertThat(flink.getOptional(StateBackendOptions.STATE_BACKEND)).isEmpty();
    assertThat(flink.getOptional(CoreOptions.DEFAULT_PARALLELISM)).isEmpty();
  }

  @Test
  void the_state_backend_is_an_option() {
    assertThat(
            JobEnvironment.configuration(LIVE.with(Options.STATE_BACKEND, "rocksdb"))
                .get(StateBackendOptions.STATE_BACKEND))
        .isEqualTo("rocksdb");
  }

  @Test
  void there_is_a_pause_between_checkpoints() {
    assertThat(pause(LIVE.with(Options.CHECKPOINT_INTERVAL, "4 s")))
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(pause(LIVE.with(Options.CHECKPOINT_MIN_PAUSE, "1 min")))
        .isEqualTo(Duration.ofMinutes(1));
  }

  private static Duration pause(JobSettings settings) {
    return JobEnvironment.configuration(settings)
        .get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS);
  }

  @Test
  void failed_checkpoints_do_not_stop_detection_but_transactions_cannot_wait() {
    assertThat(toleratedFailures(LIVE)).isEqualTo(Integer.MAX_VALUE);
    assertThat(toleratedFailures(LIVE.with(Options.DELIVERY, "exactly-once"))).isZero();
    assertThat(toleratedFailures(LIVE.with(Options.CHECKPOINT_TOLERATED_FAILURES, "3")))
        .isEqualTo(3);
  }

  private static int toleratedFailures(JobSettings settings) {
    return JobEnvironment.configuration(settings)
        .get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER);
  }

  @Test
  void a_folder_for_state_is_absolute() {
    Configuration flink =
        JobEnvironment.configuration(LIVE.with(Options.CHECKPOINT_DIRECTORY, "kept/state"));

    assertThat(flink.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
        .startsWith("file:/")
        .contains(Path.of("kept/state").toAbsolutePath().toString());
  }

  @Test
  void a_live_job_comes_back_from_any_number_of_failures() {
    assertThat(JobEnvironment.configuration(LIVE).get(RestartStrategyOptions.RESTART_STRATEGY))
        .isEqualTo("exponential-delay");
  }

  @Test
  void a_replay_that_fails_ends_and_saves_nothing() {
    Configuration flink = JobEnvironment.configuration(REPLAY);

    assertThat(flink.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("none");
    assertThat(flink.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isEmpty();
  }

  @Test
  void transactions_need_checkpoints_even_in_a_replay() {
    Configuration flink =
        JobEnvironment.configuration(REPLAY.with(Options.DELIVERY, "exactly-once"));

    assertThat(flink.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isPresent();
    assertThat(flink.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("none");
  }

  @Test
  void timers_yield_to_barriers_unless_the_input_ends() {
    assertThat(
            JobEnvironment.configuration(LIVE)
                .get(CheckpointingOptions.ENABLE_UNALIGNED_INTERRUPTIBLE_TIMERS))
        .isTrue();
    assertThat(
            JobEnvironment.configuration(REPLAY.with(Options.DELIVERY, "exactly-once"))
                .get(CheckpointingOptions.ENABLE_UNALIGNED_INTERRUPTIBLE_TIMERS))
        .isFalse();
  }
}
