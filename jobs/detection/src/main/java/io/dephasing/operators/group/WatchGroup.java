package io.dephasing.operators.group;

import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.annotation.ScopedAnnotation;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.Account;
import io.dephasing.core.group.Bulletin;
import io.dephasing.core.group.GroupState;
import io.dephasing.core.group.GroupWatch;
import io.dephasing.core.group.JobSpan;
import io.dephasing.core.group.Notice;
import io.dephasing.core.group.Onset;
import io.dephasing.core.group.Outputs;
import io.dephasing.core.policy.Policy;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.core.rule.Progress.Lateness;
import io.dephasing.core.rule.RuleCatalogue;
import io.dephasing.core.rule.UnmetConditionException;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.PartialSlice;
import io.dephasing.operators.types.StreamTypes;
import java.io.Serializable;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Holds one group's state: folds slices, closes windows and judges in flight, because all three
 * read the same seconds. By broadcast come the job's span and what people have told.
 */
public final class WatchGroup
    extends KeyedBroadcastProcessFunction<String, PartialSlice, Bulletin, WindowSli>
    implements ResultTypeQueryable<WindowSli> {
  /** Transitions of alerts. */
  public static final OutputTag<AlertTransition> ALERTS =
      new OutputTag<>("alerts", StreamTypes.ALERT_TRANSITION);

  /** What would cure the herds that alerts are about. */
  public static final OutputTag<SpreadRecommendation> RECOMMENDATIONS =
      new OutputTag<>("recommendations", StreamTypes.RECOMMENDATION);

  /** To who sees all groups: who begins to act, and SLIs of roll-ups. */
  public static final OutputTag<Notice> NOTICES = new OutputTag<>("notices", StreamTypes.NOTICE);

  /** What all groups know of the job: one entry. */
  public static final MapStateDescriptor<String, JobSpan> SPAN =
      new MapStateDescriptor<>("job-span", Types.STRING, StreamTypes.JOB_SPAN);

  /** What all groups know of annotations, by id. */
  public static final MapStateDescriptor<String, ScopedAnnotation> ANNOTATIONS =
      KnownAnnotations.DESCRIPTOR;

  private static final long serialVersionUID = 1L;
  private static final String JOB = "job";

  // Cleared when the group was silent for two days of event time.
  private static final ValueStateDescriptor<GroupState> GROUP =
      new ValueStateDescriptor<>("group", StreamTypes.GROUP_STATE);

  private final Settings settings;

  private transient ValueState<GroupState> group;
  private transient StaleAlerts stale;
  private transient GroupWatch watch;
  private transient KnownAnnotations annotations;
  private transient Accounts accounts;
  private transient RuleFaults faults;

  /**
   * What groups are held to; travels to the task managers, therefore serializable.
   *
   * @param policy what groups are held to
   * @param boundMillis out-of-orderness that is on time, ms
   * @param allowedMillis beyond the bound, events still change their slice; ms
   * @param staleAfterMillis an alert that began longer ago when it is found is stale; 0: never
   * @param topics names of the topics of events, by the id of their kind
   */
  public record Settings(
      SerializablePolicy policy,
      long boundMillis,
      long allowedMillis,
      long staleAfterMillis,
      Map<String, String> topics)
      implements Serializable {}

  /** Makes the policy where it is needed: core's is no serializable. */
  @FunctionalInterface
  public interface SerializablePolicy extends Serializable {
    /** The policy of all groups. */
    Policy policy();
  }

  /** Watches with these settings. */
  public WatchGroup(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    group = getRuntimeContext().getState(GROUP);
    stale = StaleAlerts.of(getRuntimeContext(), settings.staleAfterMillis());
    annotations = new KnownAnnotations();
    faults = new RuleFaults();
    accounts = new Accounts(getRuntimeContext().getMetricGroup(), settings.topics());
    watch =
        new GroupWatch(
            settings.policy().policy(),
            new Lateness(settings.boundMillis(), settings.allowedMillis()));
  }

  @Override
  public void processElement(
      PartialSlice partial, ReadOnlyContext context, Collector<WindowSli> out) throws Exception {
    @Nullable GroupState known = group.value();
    GroupState state = known == null ? new GroupState(GroupKey.parse(partial.groupKey())) : known;
    watch.know(annotations.current(context.getBroadcastState(ANNOTATIONS)));
    watch.add(
        state,
        partial.index(),
        partial.slice(),
        exclusive(context.timerService().currentWatermark()),
        span(context.getBroadcastState(SPAN)),
        outputs(state.group(), out, context));
    group.update(state);
    wake(state, context);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<WindowSli> out)
      throws Exception {
    @Nullable GroupState state = group.value();
    if (state == null) {
      return;
    }
    long watermark = context.timerService().currentWatermark();
    watch.know(annotations.current(context.getBroadcastState(ANNOTATIONS)));
    watch.advance(
        state,
        exclusive(watermark),
        span(context.getBroadcastState(SPAN)),
        outputs(state.group(), out, context));
    if (watch.isForgotten(state)) {
      group.clear();
      return;
    }
    group.update(state);
    // Timers that renew themselves stop at the end of the input.
    if (watermark < Long.MAX_VALUE) {
      wake(state, context);
    }
  }

  @Override
  public void processBroadcastElement(Bulletin bulletin, Context context, Collector<WindowSli> out)
      throws Exception {
    JobSpan span = bulletin.span();
    if (span != null) {
      @Nullable JobSpan known = context.getBroadcastState(SPAN).get(JOB);
      context.getBroadcastState(SPAN).put(JOB, known == null ? span : known.with(span));
    }
    AnnotationChange change = bulletin.change();
    if (change != null) {
      annotations.take(change, context.getBroadcastState(ANNOTATIONS), context.currentWatermark());
    }
  }

  private static JobSpan span(ReadOnlyBroadcastState<String, JobSpan> broadcast) throws Exception {
    @Nullable JobSpan known = broadcast.get(JOB);
    return known == null ? JobSpan.UNKNOWN : known;
  }

  /** A million groups whose windows end at once must not hold up a checkpoint. */
  @Override
  public boolean useInterruptibleTimers(ReadableConfig config) {
    return true;
  }

  /** Flink's watermark is the last ms that is complete; core's is the first that is not. */
  static long exclusive(long watermark) {
    return watermark == Long.MAX_VALUE || watermark == Long.MIN_VALUE ? watermark : watermark + 1;
  }

  private static void wake(GroupState state, ReadOnlyContext context) {
    long wakeAt = state.wakeAtMillis();
    if (wakeAt != Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(wakeAt - 1);
    }
  }

  private Outputs outputs(GroupKey key, Collector<WindowSli> out, ReadOnlyContext context) {
    return new Outputs() {
      @Override
      public void sli(WindowSli sli) {
        if (sli.group().isRollUp()) {
          context.output(NOTICES, Notice.of(sli));
        } else {
          out.collect(sli);
        }
      }

      @Override
      public void alert(AlertTransition transition) {
        context.output(
            ALERTS, stale.mark(transition, context.timerService().currentProcessingTime()));
      }

      @Override
      public void recommendation(SpreadRecommendation recommendation) {
        context.output(RECOMMENDATIONS, recommendation);
      }

      @Override
      public void onset(Onset onset) {
        context.output(NOTICES, Notice.of(onset));
      }

      @Override
      public void unmet(RuleCatalogue rule, UnmetConditionException why) {
        faults.tell(key, rule, why);
      }

      @Override
      public void account(Account account, long events) {
        accounts.count(key, account, events);
      }
    };
  }

  @Override
  public TypeInformation<WindowSli> getProducedType() {
    return StreamTypes.SLI;
  }
}
