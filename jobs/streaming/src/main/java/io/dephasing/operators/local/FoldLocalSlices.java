package io.dephasing.operators.local;

import io.dephasing.core.event.GroupKey;
import io.dephasing.core.slice.PartialSlice;
import io.dephasing.core.slice.Slice;
import io.dephasing.operators.local.Arrival.Timeliness;
import io.dephasing.operators.metrics.OperatorCounter;
import io.dephasing.operators.types.StreamTypes;
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
import org.jspecify.annotations.Nullable;

/**
 * Folds events into slices before the shuffle, so that a hot group, which is exactly what a herd
 * is, costs no more than a cold one. No Flink state: flushed before each checkpoint barrier, on
 * watermark, on size, and at the latest after {@value #FLUSH_MILLIS} ms, so that in-flight
 * judgement sees it. At each flush the partials are also folded into the roll-ups over a service
 * and over all.
 */
public final class FoldLocalSlices extends AbstractStreamOperator<PartialSlice>
    implements OneInputStreamOperator<Arrival, PartialSlice>, ResultTypeQueryable<PartialSlice> {
  private static final long serialVersionUID = 1L;
  private static final long FLUSH_MILLIS = 200;
  private static final int MOST_SLICES = 8_192;
  private static final int MOST_GROUPS = 16_384;

  private final String topic;

  private transient Map<GroupKey, LocalGroup> groups;
  private transient Map<String, Map<Long, Slice>> rollUps;
  private transient StreamRecord<PartialSlice> out;
  private transient int slices;
  private transient Counter counted;
  private transient @Nullable ScheduledFuture<?> nextFlush;

  /** Folds the events of one topic. */
  public FoldLocalSlices(String topic) {
    this.topic = topic;
  }

  @Override
  public void open() throws Exception {
    super.open();
    groups = new HashMap<>();
    rollUps = new HashMap<>();
    out = new StreamRecord<>(null);
    counted = OperatorCounter.EVENTS_COUNTED.register(getMetricGroup(), topic);
    scheduleFlush();
  }

  private void scheduleFlush() {
    var time = getProcessingTimeService();
    nextFlush =
        time.registerTimer(time.getCurrentProcessingTime() + FLUSH_MILLIS, this::flushOnTime);
  }

  private void flushOnTime(long timestamp) {
    flush();
    scheduleFlush();
  }

  @Override
  public void processElement(StreamRecord<Arrival> element) {
    Arrival arrival = element.getValue();
    Slice slice = slice(arrival);
    if (arrival.timeliness() == Timeliness.LATE) {
      slice.addLate();
    } else {
      counted.inc();
      slice.add(arrival.event(), arrival.timeliness() == Timeliness.ON_TIME);
    }
    if (slices >= MOST_SLICES) {
      flush();
    }
  }

  private Slice slice(Arrival arrival) {
    GroupKey key = arrival.event().group();
    LocalGroup group = groups.get(key);
    if (group == null) {
      group = new LocalGroup(key);
      groups.put(key, group);
    }
    Slice slice = group.find(arrival.sliceIndex());
    if (slice == null) {
      slice = group.open(arrival.sliceIndex());
      slices++;
    }
    return slice;
  }

  private void flush() {
    if (slices == 0) {
      return;
    }
    for (LocalGroup group : groups.values()) {
      group.drain(this::emitAndRollUp);
    }
    rollUps.forEach((key, byMinute) -> byMinute.forEach((index, slice) -> emit(key, index, slice)));
    rollUps.clear();
    slices = 0;
    if (groups.size() > MOST_GROUPS) {
      groups.clear();
    }
  }

  private void emitAndRollUp(LocalGroup group, long index, Slice slice) {
    rollUp(group.serviceKey(), index).absorb(slice);
    rollUp(group.kindKey(), index).absorb(slice);
    emit(group.key(), index, slice);
  }

  private Slice rollUp(String key, long index) {
    return rollUps
        .computeIfAbsent(key, k -> new HashMap<>())
        .computeIfAbsent(index, i -> new Slice());
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
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
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
