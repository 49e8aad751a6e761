package io.dephasing.operators.local;

import io.dephasing.core.event.PartitionProgress.Timeliness;
import io.dephasing.core.slice.PartialSlice;
import io.dephasing.core.slice.Slice;
import io.dephasing.operators.metrics.OperatorCounter;
import io.dephasing.operators.types.StreamTypes;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/**
 * Folds events into slices before the shuffle, so that a hot group, which is exactly what a herd
 * is, costs no more than a cold one. No Flink state: flushed before each checkpoint barrier, on
 * watermark, on size, and at the latest after {@value #FLUSH_MILLIS} ms, so that in-flight
 * judgement sees it. While it catches up, slices and watermark wait together for up to {@value
 * #LONGEST_HOLD_MILLIS} ms: of events that are seconds old nobody hears sooner by small partials;
 * and a minute that is not complete by then waits once more, the watermark with it. At each flush
 * the partials are also folded into the roll-ups over a service and over all.
 */
public final class FoldLocalSlices extends AbstractStreamOperator<PartialSlice>
    implements OneInputStreamOperator<Arrivals, PartialSlice>, ResultTypeQueryable<PartialSlice> {
  private static final long serialVersionUID = 1L;
  private static final long FLUSH_MILLIS = 200;
  private static final long LONGEST_HOLD_MILLIS = 2_000;

  private static final int MOST_SLICES = 8_192;

  private final String topic;
  private final Liveness liveness;

  private transient LocalGroups groups;
  private transient Map<String, Map<Long, Slice>> rollUps;
  private transient StreamRecord<PartialSlice> out;
  private transient Map<Long, Slice> overAll;
  private transient String overAllKey;
  private transient long lastFlushMillis;
  private transient Counter counted;
  private transient @Nullable ScheduledFuture<?> nextFlush;
  private transient @Nullable Watermark held;

  /** Slices from this minute on waited once more already, or went out before they were complete. */
  private transient long firstIncomplete;

  private transient boolean isCatchingUp;

  /** What time it is for the events. */
  @FunctionalInterface
  public interface LiveClock extends Serializable {
    /** Now, ms since the epoch; {@link Long#MAX_VALUE} where the past is read. */
    long nowMillis();
  }

  /**
   * What tells live reading from catching up.
   *
   * @param clock of the events
   * @param behindMillis event time that is further behind the clock is catching up: more than it is
   *     behind by design, ms
   */
  public record Liveness(LiveClock clock, long behindMillis) implements Serializable {
    boolean isCatchingUp(long watermarkMillis) {
      return clock.nowMillis() - watermarkMillis > behindMillis;
    }
  }

  /** Folds the events of one topic. */
  public FoldLocalSlices(String topic, Liveness liveness) {
    this.topic = topic;
    this.liveness = liveness;
  }

  @Override
  public void open() throws Exception {
    super.open();
    groups = new LocalGroups();
    rollUps = new HashMap<>();
    overAll = new HashMap<>();
    overAllKey = "";
    firstIncomplete = Long.MIN_VALUE;
    out = new StreamRecord<>(null);
    counted = OperatorCounter.EVENTS_COUNTED.register(getMetricGroup(), topic);
    scheduleFlush();
  }

  private void scheduleFlush() {
    lastFlushMillis = Math.max(lastFlushMillis, now());
    scheduleFlush(lastFlushMillis + FLUSH_MILLIS);
  }

  private long dueMillis() {
    return lastFlushMillis + (isCatchingUp ? LONGEST_HOLD_MILLIS : FLUSH_MILLIS);
  }

  private void scheduleFlush(long timeMillis) {
    nextFlush = getProcessingTimeService().registerTimer(timeMillis, this::flushOnTime);
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  /**
   * A watermark may have flushed meanwhile: the fewer partials, the less there is to send and to
   * merge.
   */
  private void flushOnTime(long timestamp) {
    if (now() < dueMillis()) {
      scheduleFlush(dueMillis());
      return;
    }
    flushWhatIsComplete();
    scheduleFlush();
  }

  @Override
  public void processElement(StreamRecord<Arrivals> element) {
    Arrivals arrivals = element.getValue();
    int taken = 0;
    for (int i = 0; i < arrivals.size(); i++) {
      if (!arrivals.isDropped(i)) {
        taken += take(arrivals, i) ? 1 : 0;
      }
    }
    counted.inc(taken);
    if (groups.slices() >= MOST_SLICES) {
      flush();
    }
  }

  /** Whether the event is folded in: of one that is late the number is kept, and its clock. */
  private boolean take(Arrivals arrivals, int i) {
    LocalSlice to = groups.slice(arrivals.events().group(i), arrivals.sliceIndex(i));
    Timeliness timeliness = arrivals.timeliness(i);
    if (timeliness == Timeliness.LATE) {
      to.slice().addLate(arrivals.events().events(), i);
      return false;
    }
    groups.add(to, arrivals.events().events(), i, timeliness == Timeliness.ON_TIME);
    return true;
  }

  /** Sends all slices, and after them the watermark that waited for them. */
  private void flush() {
    drain(Long.MAX_VALUE);
    Watermark mark = held;
    held = null;
    if (mark != null) {
      firstIncomplete = Math.max(firstIncomplete, minuteAfter(mark));
      output.emitWatermark(mark);
    }
  }

  /**
   * Sends complete minutes only, and the watermark that closes them, where it moves fast enough: in
   * two partials an incomplete minute would cost twice as much from here on.
   */
  private void flushWhatIsComplete() {
    Watermark mark = held;
    if (mark == null || !isSomeToWait(minuteAfter(mark))) {
      flush();
      return;
    }
    firstIncomplete = minuteAfter(mark);
    drain(firstIncomplete);
    if (groups.slices() == 0) {
      flush();
    } else {
      output.emitWatermark(new Watermark(firstIncomplete * Slice.LENGTH_MILLIS - 1));
    }
  }

  private boolean isSomeToWait(long minute) {
    return isCatchingUp && minute > firstIncomplete && groups.isOpenBefore(minute);
  }

  /** The first minute that the watermark does not complete. */
  private static long minuteAfter(Watermark mark) {
    return Slice.indexOf(mark.getTimestamp() + 1);
  }

  private void drain(long end) {
    lastFlushMillis = now();
    if (groups.slices() == 0) {
      return;
    }
    groups.drain(end, this::emitAndRollUp);
    rollUps.forEach(
        (key, byMinute) -> byMinute.forEach((index, slice) -> rollUp(key, index, slice)));
    overAll.forEach((index, slice) -> emit(overAllKey, index, slice));
    rollUps.clear();
    overAll.clear();
  }

  private void emitAndRollUp(LocalSlice local) {
    LocalGroup group = local.group();
    rollUps
        .computeIfAbsent(group.serviceKey(), k -> new HashMap<>())
        .computeIfAbsent(local.index(), i -> new Slice())
        .rollUp(local.slice());
    // One topic has events of one kind: there is one roll-up over all.
    overAllKey = group.kindKey();
    emit(group.key(), local.index(), local.slice());
  }

  private void rollUp(String serviceKey, long index, Slice slice) {
    overAll.computeIfAbsent(index, i -> new Slice()).rollUp(slice);
    emit(serviceKey, index, slice);
  }

  private void emit(String key, long index, Slice slice) {
    output.collect(out.replace(new PartialSlice(key, index, slice)));
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    flush();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void processWatermark(Watermark mark) {
    held = mark;
    isCatchingUp = liveness.isCatchingUp(mark.getTimestamp());
    boolean isLast = mark.getTimestamp() == Long.MAX_VALUE;
    if (isLast || !isCatchingUp) {
      flush();
    } else if (now() >= dueMillis()) {
      flushWhatIsComplete();
    }
  }

  /** Nobody listens to the watermark of a subtask that says it is idle: it goes out before. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    flush();
    super.processWatermarkStatus(status);
  }

  @Override
  public void finish() throws Exception {
    flush();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (nextFlush != null) {
      nextFlush.cancel(false);
    }
    super.close();
  }

  @Override
  public TypeInformation<PartialSlice> getProducedType() {
    return StreamTypes.PARTIAL_SLICE;
  }
}
