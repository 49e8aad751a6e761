package io.dephasing.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C, or a friendly kill, from when it is made until it is closed: ends the job in order and
 * lets the command finish before the process goes.
 */
final class Interruption implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Interruption.class);
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch isCommandDone = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "interruption");
  private volatile boolean isRequested;
  private volatile @Nullable LocalJob job;

  /** Nothing has interrupted yet. */
  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Which job to end. */
  void ends(LocalJob running) throws InterruptedException {
    job = running;
    if (isRequested) {
      running.cancel();
    }
  }

  /** Whether the process is about to end. */
  boolean isRequested() {
    return isRequested;
  }

  /** The command is done. */
  @Override
  public void close() {
    isCommandDone.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("the process ends already");
    }
  }

  private void stop() {
    isRequested = true;
    LocalJob running = job;
    try {
      if (running != null) {
        running.cancel();
      }
      if (!isCommandDone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.atWarn().log("the command did not finish after its job was ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
