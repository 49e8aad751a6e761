package io.dephasing.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;

/**
 * Tells one browser: first everything, then what is new, as server-sent events. There is no queue:
 * a browser that reads slowly is told less often, and of more at once; one that does not read at
 * all is left behind.
 */
final class UpdateStream {
  /** The eye wants no more, and so many updates are as much as a herd can cause. */
  private static final long LEAST_MILLIS = 300;

  /** When nothing happens: time goes on, and whoever is gone is noticed. */
  private static final long MOST_MILLIS = 1_000;

  private final PageModel model;
  private final Optional<String> group;
  private final Deadlines deadlines;

  /**
   * A stream that has not begun.
   *
   * @param group canonical key of the group that the browser asks for; empty for the liveliest
   */
  UpdateStream(PageModel model, Optional<String> group, Deadlines deadlines) {
    this.model = model;
    this.group = group;
    this.deadlines = deadlines;
  }

  /**
   * Tells until the model is closed or the browser is gone.
   *
   * @throws IOException where the browser is gone or does not read
   */
  void write(OutputStream out) throws IOException {
    PageUpdate known = PageUpdate.NOTHING;
    try {
      while (!model.isClosed()) {
        known = model.update(group, known);
        send(out, "data: " + known.json() + "\n\n");
        Thread.sleep(LEAST_MILLIS);
        model.await(known.change(), MOST_MILLIS - LEAST_MILLIS);
      }
      send(out, "data: " + model.update(group, known).json() + "\n\n");
      send(out, "event: end\ndata: {}\n\n");
    } catch (InterruptedException e) {
      throw new IOException("the browser does not read", e);
    }
  }

  private void send(OutputStream out, String text) throws IOException {
    ScheduledFuture<?> deadline = deadlines.begin();
    try {
      out.write(text.getBytes(UTF_8));
      out.flush();
    } finally {
      deadline.cancel(false);
    }
  }
}
