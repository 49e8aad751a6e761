package io.dephasing.cli.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C, or a friendly kill, from when it is made until it is closed: ends the job in order and
 * lets the command finish before the process goes. The process then ends with the command's exit
 * code in place of that of the signal.
 */
public final class Interruption implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Interruption.class);

  /** Less than what service managers and container engines wait before they kill. */
  private static final Duration PATIENCE = Duration.ofSeconds(9);

  private static final CompletableFuture<Integer> EXIT_CODE = new CompletableFuture<>();
  private static volatile @Nullable Interruption current;

  private volatile boolean isRequested;
  private volatile @Nullable LocalJob job;

  /** Nothing has interrupted yet. */
  public Interruption() {
    current = this;
  }

  /** Lets signals end this process in order, from now on. */
  public static void watchSignals() {
    Runtime.getRuntime().addShutdownHook(new Thread(Interruption::endProcess, "interruption"));
  }

  /** Ends this process with the exit code of its command. */
  public static void exit(int exitCode) {
    EXIT_CODE.complete(exitCode);
    System.exit(exitCode); // waits for ever where a signal ends the process already
  }

  /** Which job to end. */
  public void ends(LocalJob running) throws InterruptedException {
    job = running;
    if (isRequested) {
      running.cancel();
    }
  }

  /** Whether the process is about to end. */
  public boolean isRequested() {
    return isRequested;
  }

  /** The command is done. */
  @Override
  public void close() {
    job = null;
  }

  private static void endProcess() {
    if (EXIT_CODE.isDone()) {
      return; // by itself
    }
    int exitCode = 1;
    Interruption interruption = current;
    if (interruption != null) {
      long startNanos = System.nanoTime();
      interruption.stop();
      exitCode = exitCode(PATIENCE.toNanos() - (System.nanoTime() - startNanos));
    }
    Runtime.getRuntime().halt(exitCode);
  }

  private static int exitCode(long patienceNanos) {
    try {
      return EXIT_CODE.get(Math.max(0, patienceNanos), TimeUnit.NANOSECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      LOG.atWarn().log("the command did not finish after its job was ended");
      return 1;
    }
  }

  private void stop() {
    isRequested = true;
    LocalJob running = job;
    try {
      if (running != null) {
        running.cancel();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
