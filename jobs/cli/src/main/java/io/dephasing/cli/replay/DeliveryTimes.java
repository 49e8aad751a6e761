package io.dephasing.cli.replay;

import io.dephasing.cli.kafka.FileLine;
import io.dephasing.cli.kafka.LineRoute;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * When the lines of a file were delivered, where they do not say so: a line is held back until the
 * next 64 are known, and was delivered no later than half of these tell. A time that they
 * contradict, as that of a clock that is wrong by hours, is then known before anybody is late by
 * it.
 *
 * <p>Example: lines of 12:00:00, 15:30:00 and 64 of 12:00:01. The second was delivered at 12:00:01.
 */
final class DeliveryTimes {
  static final int FOLLOWING = 64;

  /** Long lines wait for fewer. */
  private static final int MOST_BYTES = 2 * EventLines.MOST_BYTES;

  private final ArrayDeque<FileLine> held = new ArrayDeque<>();

  /** Of the lines that are held, those that have one; ascending. */
  private final long[] times = new long[FOLLOWING + 1];

  private int known;
  private long heldBytes;
  private long reachedMillis;

  /** Takes lines with the time of their delivery, ms since the epoch, 0 or more. */
  interface Out {
    void accept(FileLine line, long deliveredMillis);
  }

  /** Takes the next line in, and hands on which ones have had enough behind them. */
  void add(FileLine line, Out out) {
    held.add(line);
    heldBytes += line.bytes().length;
    insert(line.route().timeMillis());
    while (held.size() > FOLLOWING || heldBytes > MOST_BYTES) {
      next(out);
    }
  }

  /** Hands on the rest: nothing follows. */
  void end(Out out) {
    while (!held.isEmpty()) {
      next(out);
    }
  }

  private void next(Out out) {
    FileLine line = held.remove();
    LineRoute route = line.route();
    long estimate = known == 0 ? 0 : times[(known - 1) / 2];
    reachedMillis = Math.max(reachedMillis, estimate);
    heldBytes -= line.bytes().length;
    remove(route.timeMillis());
    out.accept(line, route.isDeliveryKnown() ? route.timeMillis() : reachedMillis);
  }

  private void insert(long millis) {
    if (millis > 0) {
      int at = firstFrom(millis);
      System.arraycopy(times, at, times, at + 1, known - at);
      times[at] = millis;
      known++;
    }
  }

  private void remove(long millis) {
    if (millis > 0) {
      int at = firstFrom(millis);
      known--;
      System.arraycopy(times, at + 1, times, at, known - at);
    }
  }

  private int firstFrom(long millis) {
    int found = Arrays.binarySearch(times, 0, known, millis);
    return found >= 0 ? found : -found - 1;
  }
}
