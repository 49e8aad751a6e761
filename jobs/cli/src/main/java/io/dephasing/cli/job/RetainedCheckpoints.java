package io.dephasing.cli.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dephasing.cli.failure.JobFailedException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Finds what a job of this process left behind when it ended, however it ended. A job that is
 * continued has the same id each time, so that its checkpoints lie in one folder and their numbers
 * go on.
 */
final class RetainedCheckpoints {
  private static final String PREFIX = "chk-";
  private static final String METADATA = "_metadata";

  private RetainedCheckpoints() {}

  /** The id of the job of this name. */
  static JobID jobId(String name) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
      return JobID.fromByteArray(Arrays.copyOf(hash, JobID.SIZE));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Lets the job begin with its last complete checkpoint, where there is one. */
  static void restoreLatest(Configuration flink, JobID jobId) throws JobFailedException {
    String directory = flink.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    Optional<Path> latest = latest(new Path(directory, jobId.toHexString()));
    latest.ifPresent(
        checkpoint -> {
          flink.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toString());
          // The job deletes it when it has a newer one: the folder does not grow with restarts.
          flink.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        });
  }

  /** The complete checkpoint with the largest number. */
  static Optional<Path> latest(Path folder) throws JobFailedException {
    try {
      FileSystem files = folder.getFileSystem();
      FileStatus[] entries = files.exists(folder) ? files.listStatus(folder) : new FileStatus[0];
      Path latest = null;
      for (Path path :
          Arrays.stream(entries)
              .map(FileStatus::getPath)
              .filter(path -> number(path) >= 0)
              .sorted(Comparator.comparingLong(RetainedCheckpoints::number))
              .toList()) {
        if (files.exists(new Path(path, METADATA))) {
          latest = path;
        }
      }
      return Optional.ofNullable(latest);
    } catch (IOException e) {
      throw new JobFailedException("checkpoints in %s cannot be listed".formatted(folder), e);
    }
  }

  /** The checkpoint's number; -1 of what is none. */
  private static long number(Path path) {
    String name = path.getName();
    try {
      return name.startsWith(PREFIX) ? Long.parseLong(name.substring(PREFIX.length())) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
