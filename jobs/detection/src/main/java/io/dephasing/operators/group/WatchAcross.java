package io.dephasing.operators.group;

import io.dephasing.core.across.AcrossState;
import io.dephasing.core.across.AcrossWatch;
import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.group.Bulletin;
import io.dephasing.core.group.Notice;
import io.dephasing.core.group.Onset;
import io.dephasing.core.group.OnsetSum;
import io.dephasing.core.rule.CrossGroupRule;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.sli.Measure;
import io.dephasing.core.sli.Window;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.operators.types.StreamTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Sees the onsets of all groups under one key: judges what begins together, and completes the SLIs
 * of roll-ups with how many groups did. These wait until all onsets of their window have come. By
 * broadcast comes what people have told.
 */
public final class WatchAcross
    extends KeyedBroadcastProcessFunction<String, Notice, Bulletin, WindowSli>
    implements CheckpointedFunction, ResultTypeQueryable<WindowSli> {
  /** Transitions of alerts. */
  public static final OutputTag<AlertTransition> ALERTS =
      new OutputTag<>("across-alerts", StreamTypes.ALERT_TRANSITION);

  private static final long serialVersionUID = 1L;

  // One entry, for there is one subtask. Keyed state would be written anew with each onset.
  private static final ListStateDescriptor<AcrossState> ALL_GROUPS =
      new ListStateDescriptor<>("all-groups", StreamTypes.ACROSS_STATE);

  // Where earlier versions kept it; cleared when it has been read.
  private static final ValueStateDescriptor<AcrossState> ACROSS =
      new ValueStateDescriptor<>("across", StreamTypes.ACROSS_STATE);

  // A window leaves it when the watermark passes its end.
  private static final ListStateDescriptor<WindowSli> WAITING =
      new ListStateDescriptor<>("waiting-slis", StreamTypes.SLI);

  private final WatchGroup.Settings settings;

  private transient @Nullable ListState<AcrossState> saved;
  private transient ValueState<AcrossState> keptEarlier;
  private transient @Nullable AcrossState across;
  private transient ListState<WindowSli> waiting;

  /** No window that waits ends before. */
  private transient long nextEndMillis;

  private transient AcrossWatch watch;
  private transient KnownAnnotations annotations;
  private transient StaleAlerts stale;

  /** Watches with these settings. */
  public WatchAcross(WatchGroup.Settings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ListState<AcrossState> restored = context.getOperatorStateStore().getListState(ALL_GROUPS);
    for (AcrossState each : restored.get()) {
      across = each;
    }
    saved = restored;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    AcrossState state = across;
    ListState<AcrossState> to = saved;
    if (state != null && to != null) {
      to.update(List.of(state));
    }
  }

  @Override
  public void open(OpenContext context) {
    keptEarlier = getRuntimeContext().getState(ACROSS);
    nextEndMillis = Long.MIN_VALUE;
    waiting = getRuntimeContext().getListState(WAITING);
    stale = StaleAlerts.of(getRuntimeContext(), settings.staleAfterMillis());
    annotations = new KnownAnnotations();
    watch =
        new AcrossWatch(
            settings.policy().policy(),
            new Lateness(settings.boundMillis(), settings.allowedMillis()));
  }

  @Override
  public void processElement(Notice notice, ReadOnlyContext context, Collector<WindowSli> out)
      throws Exception {
    Onset onset = notice.onset();
    if (onset != null) {
      take(onset, context);
    }
    OnsetSum sum = notice.sum();
    if (sum != null) {
      AcrossState state = state();
      watch.add(state, sum);
      wake(state, context.timerService());
    }
    WindowSli rollUp = notice.rollUp();
    if (rollUp != null) {
      take(rollUp, context, out);
    }
  }

  private void take(Onset onset, ReadOnlyContext context) throws Exception {
    AcrossState state = state();
    watch.add(state, onset);
    wake(state, context.timerService());
  }

  private void take(WindowSli rollUp, ReadOnlyContext context, Collector<WindowSli> out)
      throws Exception {
    if (WatchGroup.exclusive(context.timerService().currentWatermark()) >= end(rollUp)) {
      out.collect(completed(rollUp, state()));
      return;
    }
    waiting.add(rollUp);
    nextEndMillis = Math.min(nextEndMillis, end(rollUp));
    context.timerService().registerEventTimeTimer(end(rollUp) - 1);
  }

  @Override
  public void processBroadcastElement(Bulletin bulletin, Context context, Collector<WindowSli> out)
      throws Exception {
    AnnotationChange change = bulletin.change();
    if (change != null) {
      annotations.take(
          change, context.getBroadcastState(WatchGroup.ANNOTATIONS), context.currentWatermark());
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<WindowSli> out)
      throws Exception {
    AcrossState state = state();
    watch.know(annotations.current(context.getBroadcastState(WatchGroup.ANNOTATIONS)));
    long watermark = WatchGroup.exclusive(context.timerService().currentWatermark());
    watch.advance(
        state,
        watermark,
        alert ->
            context.output(
                ALERTS, stale.mark(alert, context.timerService().currentProcessingTime())));
    if (nextEndMillis <= watermark) {
      release(state, watermark, out);
    }
    if (watermark < Long.MAX_VALUE) {
      wake(state, context.timerService());
    }
  }

  private void release(AcrossState state, long watermark, Collector<WindowSli> out)
      throws Exception {
    List<WindowSli> left = new ArrayList<>();
    nextEndMillis = Long.MAX_VALUE;
    for (WindowSli sli : waiting()) {
      if (end(sli) <= watermark) {
        out.collect(completed(sli, state));
      } else {
        left.add(sli);
        nextEndMillis = Math.min(nextEndMillis, end(sli));
      }
    }
    waiting.update(left);
  }

  private Iterable<WindowSli> waiting() throws Exception {
    @Nullable Iterable<WindowSli> all = waiting.get();
    return all == null ? Collections.emptyList() : all;
  }

  private static long end(WindowSli sli) {
    return sli.window().endMillis();
  }

  private static WindowSli completed(WindowSli sli, AcrossState state) {
    Window window = sli.window();
    int widest = CrossGroupRule.WIDTHS.get(CrossGroupRule.WIDTHS.size() - 1);
    int together =
        state.mostTogether(sli.group(), window.startMillis(), window.endMillis(), widest);
    return sli.with(sli.measures().with(Measure.HERD_GROUPS, together));
  }

  private AcrossState state() throws Exception {
    @Nullable AcrossState known = across;
    if (known == null) {
      @Nullable AcrossState earlier = keptEarlier.value();
      known = earlier == null ? new AcrossState() : earlier;
      across = known;
      keptEarlier.clear();
    }
    return known;
  }

  private void wake(AcrossState state, TimerService timers) {
    long next = watch.nextMillis(state);
    if (next != Long.MAX_VALUE) {
      timers.registerEventTimeTimer(next - 1);
    }
  }

  @Override
  public boolean useInterruptibleTimers(ReadableConfig config) {
    return true;
  }

  @Override
  public TypeInformation<WindowSli> getProducedType() {
    return StreamTypes.SLI;
  }
}
