package io.dephasing.export.operator;

import io.dephasing.export.series.AlertChange;
import io.dephasing.export.series.AlertChange.Status;
import io.dephasing.export.series.OverAlerts;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Tells of an alert again each minute while it fires, and three times that it is over: Kafka has
 * transitions alone, and an Alertmanager forgets what nobody repeats. What comes out is the record
 * and until when it is to be believed, epoch ms; 0 where the record says when it ended, and now
 * where its end has not come in two days: then it is told to be over, too.
 */
public final class KeepAlertsAlive
    extends KeyedProcessFunction<String, Tuple2<String, byte[]>, Tuple2<byte[], Long>>
    implements ResultTypeQueryable<Tuple2<byte[], Long>> {
  /** So long an alert stays without being told of again: three tellings may be lost. */
  static final long BELIEVED_MILLIS = 240_000;

  static final long AGAIN_MILLIS = 60_000;
  static final int TIMES_RESOLVED = 3;

  /** A transition that is older when it is read is followed by others: the last one is told. */
  static final long OLD_MILLIS = 120_000;

  static final long SETTLE_MILLIS = 10_000;

  /** So long it is known which alerts are over, as long as the detection job knows a group. */
  static final long KEPT_MILLIS = 48L * 3_600_000;

  private static final long serialVersionUID = 1L;

  // Cleared when it was told three times that the alert is over, or when it is suppressed.
  private static final ValueStateDescriptor<byte[]> RECORD =
      new ValueStateDescriptor<>("alert", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  // Cleared with the record.
  private static final ValueStateDescriptor<Integer> TOLD =
      new ValueStateDescriptor<>("told-resolved", Types.INT);

  // Cleared when nothing was told for two days.
  private static final ValueStateDescriptor<String> OVER =
      new ValueStateDescriptor<>("over", Types.STRING);

  // Cleared with those that are over.
  private static final ValueStateDescriptor<Long> NEXT =
      new ValueStateDescriptor<>("next", Types.LONG);

  private final RecordReader reader;
  private transient ValueState<byte[]> record;
  private transient ValueState<Integer> told;
  private transient ValueState<String> over;
  private transient ValueState<Long> next;

  /** Reads records so. */
  public KeepAlertsAlive(RecordReader reader) {
    this.reader = reader;
  }

  @Override
  public void open(OpenContext context) {
    record = getRuntimeContext().getState(RECORD);
    told = getRuntimeContext().getState(TOLD);
    over = getRuntimeContext().getState(OVER);
    next = getRuntimeContext().getState(NEXT);
  }

  @Override
  public void processElement(
      Tuple2<String, byte[]> element, Context context, Collector<Tuple2<byte[], Long>> out)
      throws Exception {
    if (element.f0.isEmpty() || !(reader.read(element.f1) instanceof AlertChange change)) {
      return; // Counted where series are written: the same record goes there.
    }
    if (!isNews(change)) {
      return;
    }
    long nowMillis = context.timerService().currentProcessingTime();
    if (change.status() == Status.SUPPRESSED) {
      rest(nowMillis, context.timerService());
      return;
    }
    record.update(element.f1);
    told.update(0);
    boolean isOld = nowMillis - change.decidedAtMillis() > OLD_MILLIS;
    if (change.status() == Status.FIRING && isOld) {
      wake(nowMillis + SETTLE_MILLIS, context.timerService());
    } else {
      tell(change, nowMillis, context.timerService(), out);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Tuple2<byte[], Long>> out)
      throws Exception {
    @Nullable Long due = next.value();
    if (due == null || due != timestamp) {
      return;
    }
    byte @Nullable [] known = record.value();
    if (known == null || !(reader.read(known) instanceof AlertChange change)) {
      over.clear();
      next.clear();
      return;
    }
    long nowMillis = context.timerService().currentProcessingTime();
    if (isOverdue(timestamp, nowMillis)) {
      wake(nowMillis + SETTLE_MILLIS, context.timerService());
      return;
    }
    tell(change, nowMillis, context.timerService(), out);
  }

  /**
   * Whether the job was away when the timer was due. Timers fire before the sources have read what
   * was published meanwhile, which may be that the alert is over.
   */
  static boolean isOverdue(long dueMillis, long nowMillis) {
    return nowMillis - dueMillis > OLD_MILLIS;
  }

  /** Whether the transition did not come before; remembers what it ends. */
  private boolean isNews(AlertChange change) throws Exception {
    byte @Nullable [] known = record.value();
    String runningId = "";
    if (known != null && reader.read(known) instanceof AlertChange last) {
      if (last.equals(change)) {
        return false;
      }
      runningId = last.status() == Status.FIRING ? last.alertId() : "";
    }
    @Nullable String text = over.value();
    OverAlerts before = text == null ? OverAlerts.NONE : OverAlerts.parse(text);
    if (before.isOld(change, runningId)) {
      return false;
    }
    OverAlerts after = before.after(change, runningId);
    if (!after.equals(before)) {
      over.update(after.text());
    }
    return true;
  }

  private void tell(
      AlertChange change, long nowMillis, TimerService timers, Collector<Tuple2<byte[], Long>> out)
      throws Exception {
    boolean isUnended = change.isUnended(nowMillis);
    boolean isFiring = change.status() == Status.FIRING && !isUnended;
    long endedMillis = isUnended ? nowMillis : 0L;
    out.collect(Tuple2.of(record.value(), isFiring ? nowMillis + BELIEVED_MILLIS : endedMillis));
    if (!isFiring) {
      @Nullable Integer before = told.value();
      int times = before == null ? 1 : before + 1;
      if (times >= TIMES_RESOLVED) {
        rest(nowMillis, timers);
        return;
      }
      told.update(times);
    }
    wake(nowMillis + AGAIN_MILLIS, timers);
  }

  private void wake(long atMillis, TimerService timers) throws Exception {
    forgetTimer(timers);
    next.update(atMillis);
    timers.registerProcessingTimeTimer(atMillis);
  }

  /** Tells no more, but knows for a while what is over. */
  private void rest(long nowMillis, TimerService timers) throws Exception {
    record.clear();
    told.clear();
    if (over.value() == null) {
      forgetTimer(timers);
      next.clear();
    } else {
      wake(nowMillis + KEPT_MILLIS, timers);
    }
  }

  private void forgetTimer(TimerService timers) throws Exception {
    @Nullable Long before = next.value();
    if (before != null) {
      timers.deleteProcessingTimeTimer(before);
    }
  }

  @Override
  public TypeInformation<Tuple2<byte[], Long>> getProducedType() {
    return Types.TUPLE(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO, Types.LONG);
  }
}
