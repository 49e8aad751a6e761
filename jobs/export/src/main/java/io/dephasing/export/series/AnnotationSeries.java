package io.dephasing.export.series;

import io.dephasing.export.series.AnnotationMemory.Drawn;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one line of annotations: one when an annotation begins and each minute while it is
 * drawn, at the times of what happened and never ahead of the clock, and the line's end. Times of a
 * line only grow.
 */
public final class AnnotationSeries {
  private static final long MINUTE_MILLIS = 60_000;

  /** No store takes older samples. */
  private static final long MOST_FILLED_MILLIS = 6 * 60 * MINUTE_MILLIS;

  private final AnnotationMemory memory;
  private final Consumer<Sample> out;

  private AnnotationSeries(AnnotationMemory memory, Consumer<Sample> out) {
    this.memory = memory;
    this.out = out;
  }

  /**
   * Draws until now.
   *
   * @param memory of the line; changes
   * @param nowMillis by the clock
   * @return when to draw again, ms since the epoch; {@link Long#MAX_VALUE} where nothing is left
   */
  public static long draw(AnnotationMemory memory, long nowMillis, Consumer<Sample> out) {
    memory.wakeAtMillis = new AnnotationSeries(memory, out).draw(nowMillis);
    return memory.wakeAtMillis;
  }

  private long draw(long nowMillis) {
    long oldest = nowMillis - MOST_FILLED_MILLIS;
    memory.drawn.values().removeIf(each -> each.untilMillis() <= oldest);
    if (memory.isOpen && memory.writtenMillis < oldest) {
      memory.writtenMillis = oldest - MINUTE_MILLIS;
    }
    while (true) {
      long next = nextMillis(oldest);
      long end = endMillis();
      if (memory.isOpen && end <= Math.min(next, nowMillis)) {
        end(end);
      } else if (next <= nowMillis) {
        write(next);
      } else {
        return Math.min(next, end);
      }
    }
  }

  /** The next time at which a sample is due: a minute on, or when another annotation begins. */
  private long nextMillis(long oldestMillis) {
    long next = memory.isOpen ? memory.writtenMillis + MINUTE_MILLIS : Long.MAX_VALUE;
    for (Drawn each : memory.drawn.values()) {
      long from = Math.max(each.fromMillis(), oldestMillis);
      boolean isDue = from > memory.writtenMillis || !memory.isOpen;
      long at = Math.max(from, later(memory.writtenMillis));
      if (isDue && at < each.untilMillis()) {
        next = Math.min(next, at);
      }
    }
    return next;
  }

  /** When what goes on now is over. */
  private long endMillis() {
    if (!memory.isOpen) {
      return Long.MAX_VALUE;
    }
    long end = memory.writtenMillis + 1;
    for (Drawn each : memory.drawn.values()) {
      if (each.covers(memory.writtenMillis)) {
        end = Math.max(end, each.untilMillis());
      }
    }
    return end;
  }

  private void end(long atMillis) {
    out.accept(Sample.stale(memory.labels, atMillis));
    memory.isOpen = false;
    memory.writtenMillis = atMillis;
    memory.drawn.values().removeIf(each -> each.untilMillis() <= atMillis);
  }

  /** Of several annotations the one that began last. */
  private void write(long atMillis) {
    @Nullable Drawn last = null;
    for (Drawn each : memory.drawn.values()) {
      boolean isLater = last == null || each.fromMillis() >= last.fromMillis();
      last = each.covers(atMillis) && isLater ? each : last;
    }
    if (last != null) {
      out.accept(Sample.of(memory.labels, atMillis, last.value()));
    }
    memory.writtenMillis = atMillis;
    memory.isOpen = true;
  }

  private static long later(long millis) {
    return millis == Long.MIN_VALUE ? millis : millis + 1;
  }
}
