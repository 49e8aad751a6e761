package io.dephasing.export.prometheus;

import io.dephasing.export.http.Answer;
import io.dephasing.export.http.Endpoint;
import io.dephasing.export.http.RetryBackoff;
import io.dephasing.export.series.ExportFailure;
import io.dephasing.export.series.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.DequeRequestBuffer;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.SimpleBatchCreator;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what Flink's buffer hands over: drops what no Prometheus takes, halves a request that one
 * sample spoils, and hands back what has to be sent again, after a wait.
 */
final class PrometheusWriter extends AsyncSinkWriter<Sample, EncodedSample> {
  private static final Logger LOG = LoggerFactory.getLogger(PrometheusWriter.class);
  private static final RetryBackoff BACKOFF = new RetryBackoff(200, 10_000);
  private static final long LOG_AGAIN_MILLIS = Duration.ofMinutes(1).toMillis();

  private final RemoteWrite prometheus;
  private final Endpoint endpoint;
  private final SampleTimes times;
  private final ExportReport report;
  private final ReportPost post;

  // One request at a time: these are handed from one thread to the next, never shared.
  private final AtomicInteger failures = new AtomicInteger();
  private volatile long loggedMillis;
  private @Nullable CompletableFuture<?> inFlight;
  private volatile long newestMillis = Long.MIN_VALUE;

  PrometheusWriter(
      ElementConverter<Sample, EncodedSample> converter,
      WriterInitContext context,
      AsyncSinkWriterConfiguration configuration,
      Collection<BufferedRequestState<EncodedSample>> recovered,
      Endpoint endpoint,
      ExternalLabels externalLabels,
      SampleTimes times) {
    super(
        converter,
        context,
        configuration,
        recovered,
        new SimpleBatchCreator<>(configuration.getMaxBatchSizeInBytes()),
        new DequeRequestBuffer<>());
    this.prometheus = new RemoteWrite(endpoint);
    this.endpoint = endpoint;
    this.times = times;
    this.report =
        new ExportReport(
            "prometheus",
            context.getTaskInfo().getIndexOfThisSubtask(),
            EnumSet.complementOf(EnumSet.of(ExportFailure.SERIES_BUDGET, ExportFailure.UNENDED)),
            context.metricGroup());
    this.post =
        new ReportPost(
            endpoint,
            externalLabels,
            now -> report.samples(now, lagMillis(now)),
            context.getProcessingTimeService());
    post.start();
  }

  static AsyncSinkWriterConfiguration configuration(
      int mostSamples,
      int mostBuffered,
      long mostBytes,
      long waitMillis,
      long mostSampleBytes,
      long timeoutMillis) {
    return AsyncSinkWriterConfiguration.builder()
        .setMaxBatchSize(mostSamples)
        .setMaxBatchSizeInBytes(mostBytes)
        .setMaxInFlightRequests(1)
        .setMaxBufferedRequests(mostBuffered)
        .setMaxTimeInBufferMS(waitMillis)
        .setMaxRecordSizeInBytes(mostSampleBytes)
        .setRequestTimeoutMS(timeoutMillis)
        .setRateLimitingStrategy(new OneAtATime(mostSamples))
        .build();
  }

  @Override
  protected void submitRequestEntries(
      List<EncodedSample> entries, ResultHandler<EncodedSample> handler) {
    inFlight =
        send(inTime(entries))
            .thenCompose(this::waited)
            .whenComplete(
                (left, bug) -> {
                  if (bug != null) {
                    handler.completeExceptionally(new IllegalStateException("a bug of ours", bug));
                  } else if (left.isEmpty()) {
                    handler.complete();
                  } else {
                    handler.retryForEntries(left);
                  }
                });
  }

  @Override
  public void close() {
    post.close();
    if (inFlight != null) {
      inFlight.cancel(true);
    }
    super.close();
  }

  @Override
  protected long getSizeInBytes(EncodedSample sample) {
    return sample.bytes().length;
  }

  private List<EncodedSample> inTime(List<EncodedSample> entries) {
    long nowMillis = System.currentTimeMillis();
    List<EncodedSample> kept = new ArrayList<>(entries.size());
    for (EncodedSample sample : entries) {
      Optional<ExportFailure> failure = times.refuses(sample.timeMillis(), nowMillis);
      if (failure.isPresent()) {
        report.failed(failure.get(), 1);
      } else {
        kept.add(sample);
      }
    }
    return kept;
  }

  /** Completes with what has to be sent again. */
  private CompletableFuture<List<EncodedSample>> send(List<EncodedSample> samples) {
    if (samples.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    return prometheus.send(samples).thenCompose(answer -> after(answer, samples));
  }

  private CompletableFuture<List<EncodedSample>> after(Answer answer, List<EncodedSample> samples) {
    WriteVerdict verdict = WriteVerdict.of(answer);
    switch (verdict.action()) {
      case TAKEN -> {
        taken(samples);
        return CompletableFuture.completedFuture(List.of());
      }
      case REPEAT -> {
        unavailable(answer);
        return CompletableFuture.completedFuture(samples);
      }
      case HALVE -> {
        if (samples.size() > 1) {
          return halved(samples);
        }
        dropped(Objects.requireNonNull(verdict.failure()), answer);
        return CompletableFuture.completedFuture(List.of());
      }
    }
    throw new IllegalStateException("no action is left");
  }

  private CompletableFuture<List<EncodedSample>> halved(List<EncodedSample> samples) {
    List<EncodedSample> first = samples.subList(0, samples.size() / 2);
    List<EncodedSample> second = samples.subList(samples.size() / 2, samples.size());
    return send(first)
        .thenCompose(
            left -> {
              if (left.isEmpty()) {
                return send(second);
              }
              // In order: the second half does not overtake what is left of the first.
              List<EncodedSample> both = new ArrayList<>(left);
              both.addAll(second);
              return CompletableFuture.completedFuture(both);
            });
  }

  private CompletableFuture<List<EncodedSample>> waited(List<EncodedSample> left) {
    if (left.isEmpty()) {
      return CompletableFuture.completedFuture(left);
    }
    long delayMillis =
        BACKOFF.delayMillis(failures.get(), ThreadLocalRandom.current().nextDouble());
    return CompletableFuture.supplyAsync(
        () -> left, CompletableFuture.delayedExecutor(delayMillis, TimeUnit.MILLISECONDS));
  }

  private void taken(List<EncodedSample> samples) {
    if (failures.get() > 0) {
      LOG.atInfo()
          .addKeyValue("uri", endpoint.uri())
          .addKeyValue("failures", failures.get())
          .log("Prometheus takes samples again");
      failures.set(0);
    }
    long newest = Long.MIN_VALUE;
    for (EncodedSample sample : samples) {
      newest = Math.max(newest, sample.timeMillis());
    }
    newestMillis = Math.max(newestMillis, newest);
    report.taken(samples.size());
  }

  private OptionalLong lagMillis(long nowMillis) {
    long newest = newestMillis;
    return newest == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(nowMillis - newest);
  }

  private void unavailable(Answer answer) {
    failures.incrementAndGet();
    report.retried();
    log(answer, "Prometheus does not take samples; they wait in Kafka");
  }

  private void dropped(ExportFailure failure, Answer answer) {
    report.failed(failure, 1);
    log(answer, "Prometheus refused a sample; it was dropped");
  }

  private void log(Answer answer, String message) {
    long nowMillis = System.currentTimeMillis();
    if (nowMillis - loggedMillis < LOG_AGAIN_MILLIS) {
      return;
    }
    loggedMillis = nowMillis;
    LOG.atWarn()
        .addKeyValue("uri", endpoint.uri())
        .addKeyValue("status", answer.status())
        .addKeyValue("answer", answer.body().strip())
        .log(message);
  }
}
