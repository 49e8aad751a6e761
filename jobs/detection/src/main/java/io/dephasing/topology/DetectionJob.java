package io.dephasing.topology;

import io.dephasing.connectors.kafka.DeadLetter;
import io.dephasing.connectors.kafka.EventSources;
import io.dephasing.connectors.kafka.SourceBatch;
import io.dephasing.connectors.kafka.StandardClock;
import io.dephasing.connectors.kafka.TopicRole;
import io.dephasing.connectors.kafka.Topics;
import io.dephasing.core.alert.AlertTransition;
import io.dephasing.core.annotation.AnnotationChange;
import io.dephasing.core.event.EventKind;
import io.dephasing.core.event.GroupKey;
import io.dephasing.core.group.Bulletin;
import io.dephasing.core.group.GroupBudget;
import io.dephasing.core.group.GroupWatch;
import io.dephasing.core.group.JobSpan;
import io.dephasing.core.group.Notice;
import io.dephasing.core.recommendation.SpreadRecommendation;
import io.dephasing.core.sli.WindowSli;
import io.dephasing.core.slice.PartialSlice;
import io.dephasing.formats.policy.PolicyYaml;
import io.dephasing.operators.annotation.AdmitAnnotations;
import io.dephasing.operators.annotation.TopicEnds;
import io.dephasing.operators.group.SumOnsets;
import io.dephasing.operators.group.WatchAcross;
import io.dephasing.operators.group.WatchGroup;
import io.dephasing.operators.local.FoldLocalSlices;
import io.dephasing.operators.local.SplitLate;
import io.dephasing.operators.metrics.MeasureDelays;
import io.dephasing.operators.types.StreamTypes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;

/**
 * Events become SLIs and alerts. The job is the picture of the design: three sources, each folded
 * where it is read, one keyed step that watches each group, a sink for each kind of record.
 */
public final class DetectionJob {
  private static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", DeadLetter.TYPE);
  private static final OutputTag<JobSpan> SPAN = new OutputTag<>("span", StreamTypes.JOB_SPAN);

  private static final long CATCHING_UP_MILLIS = 10_000;

  private final JobSettings settings;

  /** A job with these settings. */
  public DetectionJob(JobSettings settings) {
    this.settings = settings;
  }

  /**
   * Where records go.
   *
   * @param slis one for each group, window and revision
   * @param alerts one for each transition
   * @param recommendations one for each alert about a herd
   * @param deadLetters what could not be counted
   * @param audit what became of annotations
   */
  public record Sinks(
      Sink<WindowSli> slis,
      Sink<AlertTransition> alerts,
      Sink<SpreadRecommendation> recommendations,
      Sink<DeadLetter> deadLetters,
      Sink<AnnotationChange> audit) {}

  /**
   * Where records come from.
   *
   * @param events of each kind
   * @param annotations what people tell
   * @param annotationEnds where their topic ends
   */
  public record Sources(
      Function<EventKind, Source<SourceBatch, ?, ?>> events,
      Source<AnnotationChange, ?, ?> annotations,
      TopicEnds annotationEnds) {}

  /** Reads {@code --config FILE} and runs on whatever cluster it is submitted to. */
  public static void main(String[] arguments) throws Exception {
    JobSettings settings = JobArguments.settings(arguments);
    StreamExecutionEnvironment environment = JobEnvironment.onCluster(settings);
    new DetectionJob(settings).build(environment);
    environment.execute("dephasing-detection");
  }

  /** Builds the job on Kafka. */
  public void build(StreamExecutionEnvironment environment) {
    KafkaEndpoints kafka = new KafkaEndpoints(settings);
    Sources sources =
        new Sources(kafka.sources()::source, kafka.annotations(), kafka.annotationEnds());
    build(environment, sources, kafka.sinks());
  }

  /** Builds the job on these sources and sinks. */
  public void build(StreamExecutionEnvironment environment, Sources sources, Sinks sinks) {
    Folded jobs = fold(environment, EventKind.JOB_START, sources.events());
    Folded retries = fold(environment, EventKind.RETRY, sources.events());
    Folded remediations = fold(environment, EventKind.REMEDIATION, sources.events());
    SingleOutputStreamOperator<Bulletin> annotations = admitAnnotations(environment, sources);

    DataStream<PartialSlice> slices = jobs.slices.union(retries.slices, remediations.slices);
    DataStream<Bulletin> span =
        Step.ANNOUNCE_SPAN.on(
            jobs.span
                .union(retries.span, remediations.span)
                .map(Bulletin::of)
                .returns(StreamTypes.BULLETIN));
    BroadcastStream<Bulletin> bulletins =
        span.union(annotations).broadcast(WatchGroup.SPAN, WatchGroup.ANNOTATIONS);
    SingleOutputStreamOperator<WindowSli> slis =
        Step.WATCH_GROUP.on(
            slices
                .keyBy(PartialSlice::groupKey, Types.STRING)
                .connect(bulletins)
                .process(new WatchGroup(watchSettings())));

    publish(slis, watchAcross(slis, bulletins), sinks);
    Step.PUBLISH_RECOMMENDATIONS.on(
        slis.getSideOutput(WatchGroup.RECOMMENDATIONS).sinkTo(sinks.recommendations()));
    Step.PUBLISH_DEAD_LETTERS.on(
        jobs.deadLetters
            .union(retries.deadLetters, remediations.deadLetters)
            .sinkTo(sinks.deadLetters()));
    // One subtask, as of the step before: the audit is in the order of the annotations.
    Step.PUBLISH_AUDIT.on(
        annotations.getSideOutput(AdmitAnnotations.AUDIT).sinkTo(sinks.audit()).setParallelism(1));
  }

  /**
   * What of one group has an order stays in one subtask up to its sink: what comes from the one
   * subtask for all groups is keyed, for else each of its records went to the next subtask's
   * producer, and an alert could resolve in the topic before it fires.
   */
  private static void publish(
      SingleOutputStreamOperator<WindowSli> slis,
      SingleOutputStreamOperator<WindowSli> rollUps,
      Sinks sinks) {
    DataStream<WindowSli> ordered = rollUps.keyBy(sli -> sli.group().canonical(), Types.STRING);
    Step.PUBLISH_SLIS.on(slis.union(ordered).sinkTo(sinks.slis()));
    DataStream<AlertTransition> across =
        rollUps
            .getSideOutput(WatchAcross.ALERTS)
            .keyBy(alert -> alert.identity().fingerprint(), Types.STRING);
    DataStream<AlertTransition> alerts =
        Step.MEASURE_DELAYS.on(
            slis.getSideOutput(WatchGroup.ALERTS)
                .union(across)
                .transform(
                    Step.MEASURE_DELAYS.uid(), StreamTypes.ALERT_TRANSITION, new MeasureDelays()));
    Step.PUBLISH_ALERTS.on(alerts.sinkTo(sinks.alerts()));
  }

  private SingleOutputStreamOperator<Bulletin> admitAnnotations(
      StreamExecutionEnvironment environment, Sources sources) {
    AdmitAnnotations admit =
        new AdmitAnnotations(
            new KafkaEndpoints(settings).topics().of(TopicRole.ANNOTATIONS),
            settings.run().isBounded(),
            sources.annotationEnds());
    DataStream<AnnotationChange> changes =
        Step.READ_ANNOTATIONS
            .on(
                environment.fromSource(
                    sources.annotations(),
                    WatermarkStrategy.noWatermarks(),
                    Step.READ_ANNOTATIONS.uid(),
                    StreamTypes.ANNOTATION_CHANGE))
            .setParallelism(1);
    return Step.ADMIT_ANNOTATIONS
        .on(changes.transform(Step.ADMIT_ANNOTATIONS.uid(), admit.getProducedType(), admit))
        .setParallelism(1);
  }

  /** All under one key, for they are judged together; summed before that, where they are found. */
  private SingleOutputStreamOperator<WindowSli> watchAcross(
      SingleOutputStreamOperator<WindowSli> slis, BroadcastStream<Bulletin> bulletins) {
    SumOnsets sum = new SumOnsets();
    DataStream<Notice> notices =
        Step.SUM_ONSETS.on(
            slis.getSideOutput(WatchGroup.NOTICES)
                .transform(Step.SUM_ONSETS.uid(), sum.getProducedType(), sum));
    return Step.WATCH_ACROSS
        .on(
            notices
                .keyBy(notice -> GroupKey.ALL, Types.STRING)
                .connect(bulletins)
                .process(new WatchAcross(watchSettings())))
        .setParallelism(1);
  }

  /** What comes out of the chain behind one source. */
  private record Folded(
      DataStream<PartialSlice> slices,
      DataStream<JobSpan> span,
      DataStream<DeadLetter> deadLetters) {}

  private Folded fold(
      StreamExecutionEnvironment environment,
      EventKind kind,
      Function<EventKind, Source<SourceBatch, ?, ?>> sources) {
    String topic = new KafkaEndpoints(settings).topics().events(kind);
    Duration drift = Options.MAX_DRIFT.required(settings.options());
    SingleOutputStreamOperator<SourceBatch> batches =
        Step.READ.on(
            kind,
            environment.fromSource(
                sources.apply(kind), EventSources.watermarks(drift), Step.READ.label(kind)));
    SplitLate<SourceBatch, DeadLetter> split =
        new SplitLate<>(
            new KafkaBatches(),
            lateness(),
            groupLimits(),
            topic,
            new SplitLate.Outputs<>(DEAD_LETTERS, SPAN));
    var arrivals =
        Step.SPLIT_LATE.on(
            kind, batches.transform(Step.SPLIT_LATE.label(kind), split.getProducedType(), split));
    FoldLocalSlices fold = new FoldLocalSlices(topic, liveness());
    DataStream<PartialSlice> slices =
        Step.FOLD_LOCAL_SLICES.on(
            kind,
            Duplicates.drop(kind, topic, arrivals, settings)
                .transform(Step.FOLD_LOCAL_SLICES.label(kind), fold.getProducedType(), fold));
    return new Folded(slices, arrivals.getSideOutput(SPAN), arrivals.getSideOutput(DEAD_LETTERS));
  }

  /** The watermark of a quiet partition is behind by the bound and the time-out; then some. */
  private FoldLocalSlices.Liveness liveness() {
    long byDesign = millis(Options.OUT_OF_ORDERNESS) + millis(Options.IDLE_TIMEOUT);
    return new FoldLocalSlices.Liveness(
        settings.run().clock()::nowMillis, byDesign + CATCHING_UP_MILLIS);
  }

  private SplitLate.Bounds lateness() {
    return new SplitLate.Bounds(
        millis(Options.OUT_OF_ORDERNESS),
        millis(Options.ALLOWED_LATENESS),
        millis(Options.IDLE_TIMEOUT));
  }

  private GroupBudget.Limits groupLimits() {
    return new GroupBudget.Limits(
        Options.GROUPS_PER_SERVICE.required(settings.options()),
        Options.GROUPS_IN_ALL.required(settings.options()),
        GroupWatch.FORGOTTEN_AFTER_MILLIS);
  }

  private WatchGroup.Settings watchSettings() {
    String policy = settings.defaultPolicy();
    // Where time is simulated or past, nothing is old.
    boolean isNow = settings.run().clock() == StandardClock.SYSTEM;
    long staleAfter = isNow ? millis(Options.STALE_AFTER) : 0;
    return new WatchGroup.Settings(
        () -> PolicyYaml.defaultPolicy(policy),
        millis(Options.OUT_OF_ORDERNESS),
        millis(Options.ALLOWED_LATENESS),
        staleAfter,
        topicsByKind());
  }

  private Map<String, String> topicsByKind() {
    Topics topics = new KafkaEndpoints(settings).topics();
    Map<String, String> byKind = new HashMap<>();
    EventKind.all().forEach(kind -> byKind.put(kind.id(), topics.events(kind)));
    return byKind;
  }

  private long millis(Options option) {
    Duration duration = option.required(settings.options());
    return duration.toMillis();
  }
}
