package io.dephasing.cli.page;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Interrupts threads that take too long over a write: that closes their connection. */
final class Deadlines implements AutoCloseable {
  private final long patienceMillis;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "page-deadlines");
            thread.setDaemon(true);
            return thread;
          });

  /** This long, ms. */
  Deadlines(long patienceMillis) {
    this.patienceMillis = patienceMillis;
  }

  /** Interrupts the calling thread when its time is over, unless that is cancelled before. */
  ScheduledFuture<?> begin() {
    Thread writer = Thread.currentThread();
    return timer.schedule(writer::interrupt, patienceMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
