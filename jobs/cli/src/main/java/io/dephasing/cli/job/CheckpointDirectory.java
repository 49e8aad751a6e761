package io.dephasing.cli.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dephasing.cli.failure.InvalidInputException;
import io.dephasing.cli.failure.JobFailedException;
import io.dephasing.topology.JobEnvironment;
import io.dephasing.topology.JobSettings;
import io.dephasing.topology.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.jspecify.annotations.Nullable;

/**
 * Where a job saves its state: can be written to, and has no other process that runs the same job.
 * Who holds it is told by a lock of the operating system, which goes with its process however that
 * ends. On storage that is not of this machine nobody can be kept out.
 */
public final class CheckpointDirectory implements AutoCloseable {
  /** More than fits beside a file's name: a disk that is full takes empty files. */
  private static final byte[] PROBE = new byte[64 << 10];

  private final String folder;
  private final @Nullable FileChannel lock;

  private CheckpointDirectory(String folder, @Nullable FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes it for a job until it is closed.
   *
   * @param identity what names the job for ever
   * @throws InvalidInputException where it cannot be written to, or another process has it
   */
  public static CheckpointDirectory claim(JobSettings settings, String identity)
      throws InvalidInputException {
    String root = JobEnvironment.checkpointDirectory(settings);
    String folder = root + "/" + RetainedCheckpoints.jobId(identity).toHexString();
    Optional<String> failure = failure(folder);
    if (failure.isPresent()) {
      throw new InvalidInputException(
          "%s: '%s' cannot be written to: %s"
              .formatted(
                  Options.CHECKPOINT_DIRECTORY.key(),
                  settings.options().getString(Options.CHECKPOINT_DIRECTORY.key(), root),
                  failure.get()));
    }
    return new CheckpointDirectory(folder, lock(folder));
  }

  /** Why nothing can be written there now; empty where it can. */
  public Optional<String> failure() {
    return failure(folder);
  }

  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }

  private static Optional<String> failure(String folder) {
    try {
      org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(folder);
      FileSystem files = path.getFileSystem();
      files.mkdirs(path);
      org.apache.flink.core.fs.Path probe =
          new org.apache.flink.core.fs.Path(path, ".probe-" + UUID.randomUUID());
      try (FSDataOutputStream out = files.create(probe, WriteMode.NO_OVERWRITE)) {
        out.write(PROBE);
      } finally {
        files.delete(probe, false);
      }
      return Optional.empty();
    } catch (FileAlreadyExistsException e) {
      return Optional.of("%s is a file".formatted(e.getFile()));
    } catch (AccessDeniedException e) {
      return Optional.of("no permission for %s".formatted(e.getFile()));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of(JobFailedException.rootMessage(e));
    }
  }

  private static @Nullable FileChannel lock(String folder) throws InvalidInputException {
    try {
      org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(folder);
      if (!(path.getFileSystem() instanceof LocalFileSystem)) {
        return null;
      }
      return lock(Path.of(path.getPath() + ".lock"));
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s: no lock: %s"
              .formatted(Options.CHECKPOINT_DIRECTORY.key(), JobFailedException.rootMessage(e)));
    }
  }

  private static FileChannel lock(Path file) throws IOException, InvalidInputException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!takeLock(channel)) {
      channel.close();
      throw new InvalidInputException(
          "the same job runs already on this state: %s (%s)"
              .formatted(Files.readString(file).strip(), file));
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(holder().getBytes(UTF_8)));
    channel.force(true);
    return channel;
  }

  private static boolean takeLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) { // held by this process
      return false;
    }
  }

  private static String holder() {
    return "process %d on %s since %s"
        .formatted(
            ProcessHandle.current().pid(), host(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this machine";
    }
  }
}
